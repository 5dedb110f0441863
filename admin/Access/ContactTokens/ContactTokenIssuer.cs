using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Access.ContactTokens;

/// <summary>Signs and checks tokens of contacts: JSON web tokens (RFC 7519) with HMAC-SHA256 and a key made of the installation's.</summary>
internal sealed class ContactTokenIssuer(AdminSettings settings, TimeProvider clock)
{
    private const int KeyBytes = 32;

    private const string Header = """{"alg":"HS256","typ":"JWT"}""";

    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, settings.TokenKey, KeyBytes, info: "onelink contact tokens"u8.ToArray());

    /// <param name="kind">One of the constants of <see cref="ContactToken"/>.</param>
    /// <param name="accountId">Whose contact.</param>
    /// <param name="subject">As <see cref="ContactToken.Subject"/>.</param>
    /// <param name="life">For how long it works.</param>
    public (string Text, ContactToken Token) Issue(string kind, long accountId, long subject, TimeSpan life)
    {
        var now = clock.GetUtcNow();
        var token = new ContactToken(SecretText.Identifier(""), kind, accountId, subject, (now + life).ToUnixTimeSeconds());
        var claims = new JsonObject
        {
            ["jti"] = token.Id,
            ["kind"] = kind,
            ["acc"] = accountId,
            ["sub"] = subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = token.ExpiresAt,
        };
        var signed = $"{Encode(Header)}.{Encode(claims.ToJsonString())}";
        return ($"{signed}.{Sign(signed)}", token);
    }

    /// <returns>Null for what was not issued here, or for something else. Whether it has expired is for the caller to ask.</returns>
    public ContactToken? Read(string text, string kind)
    {
        if (text.Split('.') is not [var header, var claims, var signature]
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign($"{header}.{claims}")), Encoding.UTF8.GetBytes(signature)))
        {
            return null;
        }

        // Signed here, so it is as it was written.
        using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
        var root = read.RootElement;
        var token = new ContactToken(
            root.GetProperty("jti").GetString()!, root.GetProperty("kind").GetString()!, root.GetProperty("acc").GetInt64(), root.GetProperty("sub").GetInt64(),
            root.GetProperty("exp").GetInt64());
        return string.Equals(token.Kind, kind, StringComparison.Ordinal) ? token : null;
    }

    public bool HasExpired(ContactToken token) => clock.GetUtcNow().ToUnixTimeSeconds() >= token.ExpiresAt;

    private string Sign(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(text)));

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
