FROM node:22-bookworm-slim AS build
WORKDIR /gatecrash
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY src src
COPY test test
COPY bench bench
RUN npx tsc -p tsconfig.json && rm -rf build/test build/bench && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:22-bookworm-slim
WORKDIR /gatecrash
COPY --from=build /gatecrash/package.json ./
COPY --from=build /gatecrash/node_modules node_modules
COPY --from=build /gatecrash/build build
COPY scenarios scenarios
COPY expectations expectations
USER node
ENTRYPOINT ["node", "build/src/cli/main.js"]
CMD ["--help"]
