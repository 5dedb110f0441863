namespace OneLink.Admin.Access.ApiKeys;

/// <summary>A key just made, with the secret that is shown this once.</summary>
internal sealed record NewApiKey(ApiKey Key, string Secret)
{
    private const string IdPrefix = "key_";
    private const string PublicPrefix = "olk_";
    private const string SecretPrefix = "ols_";

    public static NewApiKey Create(long accountId, string name, IEnumerable<string> scopes, DateTimeOffset? expiresAt, DateTimeOffset now, IEnumerable<string>? allowedNetworks = null)
    {
        var secret = NewSecret();
        var key = new ApiKey
        {
            Id = SecretText.Identifier(IdPrefix),
            AccountId = accountId,
            Name = name,
            PublicKey = SecretText.Identifier(PublicPrefix),
            SecretHash = SecretHash.Of(secret),
            Scopes = string.Join(' ', scopes),
            ExpiresAt = expiresAt?.ToUnixTimeMilliseconds(),
            AllowedNetworks = string.Join(',', allowedNetworks ?? []),
            CreatedAt = now.ToUnixTimeMilliseconds(),
        };
        return new NewApiKey(key, secret);
    }

    public static string NewSecret() => SecretText.Secret(SecretPrefix);
}
