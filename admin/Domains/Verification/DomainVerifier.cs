using System.Globalization;
using System.Net;
using System.Text;
using OneLink.Admin.Outbound;
using OneLink.Shared.Links;

namespace OneLink.Admin.Domains.Verification;

/// <summary>
/// Looks for the proof of control: a TXT record, else a file on the site that the host has. Edges do not serve that file:
/// a host that already points at them would then be anybody's who registers it first.
/// </summary>
internal sealed class DomainVerifier(ITxtResolver txt, OutboundClient client)
{
    private static readonly OutboundLimits Limits = new()
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxBodyBytes = 4096,
        MaxRedirects = 3,
    };

    public async Task<VerificationOutcome> VerifyAsync(LinkDomain domain, CancellationToken cancellationToken)
    {
        var texts = IPAddress.TryParse(domain.Host, out _) ? [] : await txt.ResolveAsync(DomainVerification.TxtName(domain), cancellationToken);
        if (texts?.Any(text => IsProof(text, DomainVerification.TxtValue(domain))) == true)
        {
            return VerificationOutcome.Proven(DomainVerification.ByDns);
        }

        string file = "";
        foreach (var scheme in (string[])[Uri.UriSchemeHttps, Uri.UriSchemeHttp])
        {
            if (await FileErrorAsync(domain, scheme, cancellationToken) is not { } error)
            {
                return VerificationOutcome.Proven(DomainVerification.ByHttp);
            }

            file += $" {scheme}: {error}";
        }

        return new VerificationOutcome(Method: null, DnsReason(domain, texts) + " The file was not found either." + file, IsConclusive: texts is not null);
    }

    private static string DnsReason(LinkDomain domain, IReadOnlyList<string>? texts) => texts switch
    {
        null => "No name server gave an answer; try again in a few minutes.",
        [] => $"There is no TXT record at {DomainVerification.TxtName(domain)}. Add one with the value {DomainVerification.TxtValue(domain)}; a new record may take until the old answer's TTL has passed.",
        _ => string.Create(CultureInfo.InvariantCulture, $"None of the {texts.Count} TXT records at {DomainVerification.TxtName(domain)} has the value {DomainVerification.TxtValue(domain)}. Add it beside them, or correct it."),
    };

    private async Task<string?> FileErrorAsync(LinkDomain domain, string scheme, CancellationToken cancellationToken)
    {
        var result = await client.SendAsync(
            new OutboundRequest { Method = HttpMethod.Get, Url = DomainVerification.FileUrl(domain, scheme), Limits = Limits }, cancellationToken);
        if (result.Response is not { } response)
        {
            return result.Reason;
        }

        // Where the host redirects to, somebody else may write files.
        if (!HostName.TryNormalize(response.Url.IdnHost, out var host, out _) || !string.Equals(host, domain.Host, StringComparison.Ordinal))
        {
            return "It redirects to another host.";
        }

        if (response.Status != HttpStatusCode.OK)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The server answered {(int)response.Status}.");
        }

        return IsProof(Encoding.UTF8.GetString(response.Body.Span), domain.VerificationToken) ? null : "The file does not hold the token.";
    }

    private static bool IsProof(string text, string expected) => string.Equals(text.Trim(), expected, StringComparison.Ordinal);
}
