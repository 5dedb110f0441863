using System.Text;
using Microsoft.Extensions.Primitives;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>Key and secret as sent: HTTP Basic, so that BI tools and <c>curl -u</c> work, or a header each.</summary>
internal readonly record struct ApiKeyCredentials(string Key, string Secret)
{
    /// <summary>Well above any key we make; longer headers are not worth decoding.</summary>
    private const int MaxHeaderLength = 1024;

    private const string BasicScheme = "Basic ";

    /// <returns>Null where the request carries no credentials, or ones that cannot be read.</returns>
    public static ApiKeyCredentials? Read(HttpRequest request)
    {
        var key = request.Headers["X-Api-Key"];
        var secret = request.Headers["X-Api-Secret"];
        if (Single(key) is { } keyHeader && Single(secret) is { } secretHeader)
        {
            return new ApiKeyCredentials(keyHeader, secretHeader);
        }

        return Single(request.Headers.Authorization) is { } header
            && header.StartsWith(BasicScheme, StringComparison.OrdinalIgnoreCase)
            ? ReadBasic(header.AsSpan(BasicScheme.Length).Trim())
            : null;
    }

    private static ApiKeyCredentials? ReadBasic(ReadOnlySpan<char> base64)
    {
        Span<byte> decoded = stackalloc byte[MaxHeaderLength];
        if (!Convert.TryFromBase64Chars(base64, decoded, out var length))
        {
            return null;
        }

        var separator = decoded[..length].IndexOf((byte)':');
        return separator < 0
            ? null
            : new ApiKeyCredentials(Encoding.UTF8.GetString(decoded[..separator]), Encoding.UTF8.GetString(decoded[(separator + 1)..length]));
    }

    private static string? Single(StringValues values)
        => values.Count == 1 && values[0] is { Length: > 0 and <= MaxHeaderLength } value ? value : null;
}
