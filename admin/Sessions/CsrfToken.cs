using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OneLink.Admin.Sessions;

/// <summary>
/// What a page has to send with every request that changes something. Only pages of this origin can read it (it is in answers,
/// not in a cookie), and it follows from the session's secret token, so that it need not be stored.
/// </summary>
internal static class CsrfToken
{
    public const string Header = "X-CSRF-Token";

    public static string Of(string sessionToken)
        => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(sessionToken), "csrf"u8));

    /// <summary>Takes the same time wherever the two differ.</summary>
    public static bool Matches(string expected, string given)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
