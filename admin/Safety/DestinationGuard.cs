using OneLink.Admin.Domains;
using OneLink.Shared.Links;

namespace OneLink.Admin.Safety;

/// <summary>Where links must not lead: back to a link domain of the installation, and to denied hosts.</summary>
internal sealed class DestinationGuard(InstallationHosts hosts, DeniedHosts denied)
{
    /// <param name="accountId">Whose link it is.</param>
    /// <param name="url">As <see cref="DestinationUrl"/> made it.</param>
    /// <returns>What is wrong and what to do, as the end of a sentence that the field's name begins; null where the link may lead there.</returns>
    public string? Error(long accountId, string url)
    {
        var host = DestinationUrl.HostOf(url);
        if (hosts.LoopsTo(url, host) is { } own)
        {
            return $"leads back to the link domain {own.Authority}; give the final destination.";
        }

        return denied.RuleFor(accountId, host) is { } rule ? $"leads to {rule}, which is on the list of denied hosts." : null;
    }

    /// <summary>The link domain that a URL leads back to.</summary>
    public LinkHost? LoopsTo(string url) => hosts.LoopsTo(url, DestinationUrl.HostOf(url));

    /// <summary>The denied host that one of the URLs leads to, as the list has it.</summary>
    public string? DeniedIn(long accountId, IEnumerable<string> urls)
        => denied.ConcernsAccount(accountId)
            ? urls.Select(url => denied.RuleFor(accountId, DestinationUrl.HostOf(url))).FirstOrDefault(rule => rule is not null)
            : null;
}
