/** What the provider packages look up in the environment when it is not given to them, and what networking code likes to obey. */
export const libraryVariables: Readonly<Record<string, string>> = Object.fromEntries([
  'ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_BASE_URL', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_ORG_ID', 'GOOGLE_GENERATIVE_AI_API_KEY', 'GOOGLE_API_KEY', 'XAI_API_KEY',
  'AZURE_API_KEY', 'AZURE_RESOURCE_NAME', 'AWS_BEARER_TOKEN_BEDROCK', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
  'DEEPSEEK_API_KEY', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY', 'AI_GATEWAY_API_KEY', 'VERCEL_OIDC_TOKEN',
].map((name) => [name, /URL|PROXY$/.test(name) ? 'http://127.0.0.1:9' : 'from-the-environment']))
