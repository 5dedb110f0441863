using Microsoft.OpenApi;

namespace OneLink.Admin.OpenApi;

/// <summary>The two ways in which a key and its secret can be sent.</summary>
internal static class SecuritySchemes
{
    public const string Basic = "basic";
    public const string Key = "apiKey";
    public const string Secret = "apiSecret";

    public static IDictionary<string, IOpenApiSecurityScheme> All { get; } = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
    {
        [Basic] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "HTTP Basic: the API key (`olk_…`) as user name, its secret (`ols_…`) as password.",
        },
        [Key] = Header("X-Api-Key", "The API key (`olk_…`), together with `X-Api-Secret`."),
        [Secret] = Header("X-Api-Secret", "The key's secret (`ols_…`), together with `X-Api-Key`."),
    };

    private static OpenApiSecurityScheme Header(string name, string description)
        => new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = name, Description = description };
}
