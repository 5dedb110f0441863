using System.Globalization;
using System.Text.RegularExpressions;
using OneLink.Admin.Json;

namespace OneLink.Admin.Inboxes;

/// <summary>
/// From whose pages a web widget may be used: the <c>allowed_domains</c> of its channel, separated by commas or white space, each
/// a host source as in a content security policy (https://www.w3.org/TR/CSP3/#match-hosts): <c>example.com</c>,
/// <c>*.example.com</c> for what is below it, <c>https://example.com:8443</c>, <c>localhost:*</c>. Without a scheme both count,
/// without a port the scheme's own. No source at all allows every page.
/// </summary>
internal static partial class AllowedOrigins
{
    private const string AnyPort = "*";

    private static readonly IdnMapping Idn = new();

    /// <summary>Whether any pages are kept out.</summary>
    public static bool AreLimited(Inbox inbox) => SourcesOf(inbox).Length > 0;

    /// <param name="inbox">Any; of others than web widgets every page may be.</param>
    /// <param name="origin">As the browser tells it; empty for a program, which could say anything.</param>
    public static bool Admit(Inbox inbox, string origin) => SourcesOf(inbox) is not { Length: > 0 } sources || origin.Length == 0 || Admit(sources, origin);

    /// <summary>Whether each source can be understood.</summary>
    public static bool AreReadable(string sources) => Split(sources).All(source => Read(source) is not null);

    /// <summary>Whether a list that is not empty allows an origin.</summary>
    internal static bool Admit(string sources, string origin)
        => Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" && Split(sources).Any(source => Read(source) is { } read && read.Matches(page));

    private static string SourcesOf(Inbox inbox) => inbox.Channel is InboxChannel.WebWidget
        ? AttributeObject.Text(AttributeObject.Parse(inbox.ChannelSettings), WebWidgetSettings.AllowedDomains)?.Trim() ?? ""
        : "";

    private static string[] Split(string sources) => sources.Split([',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static HostSource? Read(string source)
    {
        if (Form().Match(source) is not { Success: true } match)
        {
            return null;
        }

        try
        {
            return new HostSource(
                match.Groups["scheme"].Value.ToLowerInvariant(),
                match.Groups["below"].Success,
                Idn.GetAscii(match.Groups["host"].Value).ToLowerInvariant(),
                match.Groups["port"].Value);
        }
        catch (ArgumentException)
        {
            // No host name.
            return null;
        }
    }

    [GeneratedRegex(@"^(?:(?<scheme>https?)://)?(?<below>\*\.)?(?<host>[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)(?::(?<port>[0-9]{1,5}|\*))?/?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    private sealed record HostSource(string Scheme, bool IsBelow, string Host, string Port)
    {
        public bool Matches(Uri page)
            => (Scheme.Length == 0 || string.Equals(Scheme, page.Scheme, StringComparison.Ordinal))
                && (IsBelow ? page.IdnHost.EndsWith("." + Host, StringComparison.OrdinalIgnoreCase) : string.Equals(page.IdnHost, Host, StringComparison.OrdinalIgnoreCase))
                && (Port is AnyPort || (Port.Length == 0 ? page.IsDefaultPort : page.Port.ToString(CultureInfo.InvariantCulture) == Port));
    }
}
