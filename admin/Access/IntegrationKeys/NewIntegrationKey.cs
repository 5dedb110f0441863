namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>A key with a secret just made, which is shown this once.</summary>
internal sealed record NewIntegrationKey(IntegrationKey Key, string Secret);
