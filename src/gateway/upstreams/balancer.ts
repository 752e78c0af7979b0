import type { Balance } from '../../core/gateway-words.js'

/** Chooses which upstream gets the next request. */
export class Balancer<Member extends { readonly underWay: number }> {
  #last = -1

  constructor(
    private readonly members: readonly Member[],
    private readonly balance: Balance
  ) {}

  /** The upstream whose turn it is among those that may be asked; undefined when none may. */
  next(mayBeAsked: (member: Member) => boolean): Member | undefined {
    const inTurn = this.#inTurn().filter(mayBeAsked)
    const chosen = this.balance === 'least-connections' ? leastBusy(inTurn) : inTurn[0]
    if (chosen !== undefined) this.#last = this.members.indexOf(chosen)
    return chosen
  }

  /** All of them, from the one behind the last that was chosen; with `first` always in the order of the configuration. */
  #inTurn(): Member[] {
    const next = this.balance === 'first' ? 0 : this.#last + 1
    return [...this.members.slice(next), ...this.members.slice(0, next)]
  }
}

function leastBusy<Member extends { readonly underWay: number }>(members: readonly Member[]): Member | undefined {
  const least = Math.min(...members.map(({ underWay }) => underWay))
  return members.find(({ underWay }) => underWay === least)
}
