using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Accounts;

/// <summary>
/// The sites whose pages may show the account's pages in a frame: a list of origins in the account's settings, nobody by
/// default. Stored as browsers write origins, so that they can be compared and sent as they are.
/// </summary>
internal static class FrameAncestors
{
    public const string Name = "frame_ancestors";

    private const int MaxOrigins = 20;
    private const int MaxLength = 300;

    /// <param name="given">Origins as people write them; null for none.</param>
    /// <param name="errors">What is wrong is added, naming the entry.</param>
    /// <returns>What is stored; null for nobody.</returns>
    public static JsonArray? Read(IReadOnlyList<string>? given, RecordErrors errors)
    {
        if (given is not { Count: > 0 })
        {
            return null;
        }

        if (given.Count > MaxOrigins)
        {
            errors.Add(Name, RecordErrorCode.TooLong, $"are too many (maximum is {MaxOrigins.ToString(CultureInfo.InvariantCulture)} origins)");
            return null;
        }

        var origins = new List<string>();
        foreach (var (index, text) in given.Index())
        {
            if (OriginOf(text) is { } origin)
            {
                origins.Add(origin);
            }
            else
            {
                errors.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{Name}[{index}]"),
                    RecordErrorCode.Invalid,
                    "must be an origin such as https://crm.example.com: https (http only on the machine itself), a host, perhaps a port, nothing behind it, no wildcard");
            }
        }

        return [.. origins.Distinct(StringComparer.Ordinal).Select(static origin => (JsonNode)origin)];
    }

    /// <summary>Of an account, as stored.</summary>
    public static IReadOnlyList<string> Of(Account account)
        => AttributeObject.Parse(account.Settings)[Name] is JsonArray origins
            ? [.. origins.Where(static origin => origin?.GetValueKind() is JsonValueKind.String).Select(static origin => origin!.GetValue<string>())]
            : [];

    /// <returns>Scheme, host in lower case and Punycode, and the port where it is not the scheme's own; null where it is no origin.</returns>
    internal static string? OriginOf(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > MaxLength || !Uri.TryCreate(trimmed, UriKind.Absolute, out var uri)
            || uri.PathAndQuery is not "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0 || trimmed.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        // IDN's output is ASCII; what is no host name there must not get into a header.
        var host = uri.HostNameType is UriHostNameType.IPv6 ? uri.Host : uri.IdnHost.ToLowerInvariant();
        var isHost = uri.HostNameType is UriHostNameType.IPv6 or UriHostNameType.IPv4
            || (uri.HostNameType is UriHostNameType.Dns && host.All(static each => char.IsAsciiLetterOrDigit(each) || each is '-' or '.'));
        var isAllowed = uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(host));
        return isHost && isAllowed
            ? string.Create(CultureInfo.InvariantCulture, $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : ":" + uri.Port.ToString(CultureInfo.InvariantCulture))}")
            : null;
    }

    private static bool IsThisMachine(string host)
        => host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
