/** Tells the parent the port that this process serves, and then its CPU time in microseconds whenever it is asked. */
export function tellCpu(port: number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: user + system })
  })
  process.send?.({ port })
}
