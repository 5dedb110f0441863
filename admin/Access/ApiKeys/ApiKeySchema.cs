using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>API keys, as the API description shows them and as <see cref="ApiKeyRequest"/> knows them.</summary>
internal static class ApiKeySchema
{
    private static readonly ApiField Name = new("name", ApiType.Text(ApiKeyRequest.MaxName, 1), "For you.") { IsRequired = true };
    private static readonly ApiField Scopes = new("scopes", ApiType.ListOf(ApiType.OneOf(Scope.All), min: 1), "What the key may do; only scopes that the calling key has.") { IsRequired = true };
    private static readonly ApiField ExpiresAt = new("expiresAt", ApiType.Time.OrNull(), "From this on the key is refused; never where null.");

    private static readonly ApiField AllowedIps = new(
        "allowedIps",
        ApiType.ListOf(ApiType.Text(ApiKeyRequest.MaxNetwork, 1).Like("10.0.0.0/8"), ApiKeyRequest.MaxNetworks),
        "Addresses and CIDR ranges that the key may be used from; any where empty.");

    private static readonly ApiField Id = new("id", ApiType.Text(), "Names the key in paths.") { IsReadOnly = true };
    private static readonly ApiField Key = new("key", ApiType.Text().Like("olk_4Yq0TzPVb1nD7cWf"), "Public identifier: the user name of HTTP Basic.") { IsReadOnly = true };
    private static readonly ApiField LastUsedAt = new("lastUsedAt", ApiType.Time.OrNull(), "When it was last used; null where it never was.") { IsReadOnly = true };
    private static readonly ApiField CreatedAt = new("createdAt", ApiType.Time, "When it was made.") { IsReadOnly = true };

    public static ApiObject Sent { get; } = ApiObject.Sent(
        "ApiKeyInput",
        "A key to make. What only OneLink sets is ignored, so that a key that was read can be sent back.",
        Name, Scopes, AllowedIps, ExpiresAt, Id, Key, LastUsedAt, CreatedAt);

    public static ApiObject Patch { get; } = Sent.AsPatch("ApiKeyPatch", "A merge patch of a key.");

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "ApiKey",
        "An API key.",
        Id,
        Name,
        Key,
        new("secret", ApiType.Text(), "Shown once, in the answer that made it: the password of HTTP Basic.") { IsOptional = true },
        Scopes,
        AllowedIps,
        ExpiresAt,
        LastUsedAt,
        CreatedAt);

    public static ApiObject Page { get; } = LinkSchema.PageOf("ApiKeyPage", Answered);

    public static ApiObject Rotation { get; } = ApiObject.Sent(
        "ApiKeyRotation",
        "How long the old secret goes on.",
        new ApiField("graceSeconds", ApiType.Integer(0, ApiKeyEndpoints.MaxGraceSeconds).Otherwise(0), "Seconds until the old secret ends."));
}
