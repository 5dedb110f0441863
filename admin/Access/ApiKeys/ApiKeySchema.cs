using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>API keys, as the API description shows them and as <see cref="ApiKeyRequest"/> knows them.</summary>
internal static class ApiKeySchema
{
    private static readonly ApiField Name = new("name", ApiType.Text(ApiKeyRequest.MaxName, 1), "For you.") { IsRequired = true };
    private static readonly ApiField Scopes = new("scopes", ApiType.ListOf(ApiType.OneOf(Scope.All), min: 1), "What the key may do; only scopes that the calling key has.") { IsRequired = true };
    private static readonly ApiField ExpiresAt = new("expiresAt", ApiType.Time.OrNull(), "From this on the key is refused; never where null.");

    public static ApiObject Sent { get; } = ApiObject.Sent("ApiKeyInput", "A key to make.", Name, Scopes, ExpiresAt);

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "ApiKey",
        "An API key.",
        new("id", ApiType.Text(), "Names the key in paths."),
        Name,
        new("key", ApiType.Text().Like("olk_4Yq0TzPVb1nD7cWf"), "Public identifier: the user name of HTTP Basic."),
        new("secret", ApiType.Text(), "Shown once, in the answer that made it: the password of HTTP Basic.") { IsOptional = true },
        Scopes,
        ExpiresAt,
        new("createdAt", ApiType.Time, "When it was made."));

    public static ApiObject Page { get; } = LinkSchema.PageOf("ApiKeyPage", Answered);

    public static ApiObject Rotation { get; } = ApiObject.Sent(
        "ApiKeyRotation",
        "How long the old secret goes on.",
        new ApiField("graceSeconds", ApiType.Integer(0, ApiKeyEndpoints.MaxGraceSeconds).Otherwise(0), "Seconds until the old secret ends."));
}
