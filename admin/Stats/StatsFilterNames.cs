using System.Globalization;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>
/// Turns the names of links and domains in filters into numbers. Only those of the caller's account have any: another
/// account's link is as unknown as one that never was.
/// </summary>
internal sealed class StatsFilterNames(LinkStore links)
{
    public async Task<IReadOnlyList<ClickFilter>> ResolveAsync(
        long accountId, IReadOnlyList<ClickFilter> filters, AccountDomains domains, FieldErrors errors, CancellationToken cancellationToken)
    {
        var resolved = new List<ClickFilter>();
        foreach (var filter in filters)
        {
            resolved.Add(filter.Dimension switch
            {
                ClickDimension.Link => new ClickFilter(
                    filter.Dimension,
                    await LinksAsync(accountId, filter.Included, domains, errors, cancellationToken),
                    await LinksAsync(accountId, filter.Excluded, domains, errors, cancellationToken)),
                ClickDimension.Domain => new ClickFilter(filter.Dimension, Domains(filter.Included, domains, errors), Domains(filter.Excluded, domains, errors)),
                _ => filter,
            });
        }

        return resolved;
    }

    private async Task<List<string>> LinksAsync(
        long accountId, IReadOnlyList<string> names, AccountDomains domains, FieldErrors errors, CancellationToken cancellationToken)
    {
        var numbers = new List<string>();
        foreach (var name in names)
        {
            if (await links.FindAsync(accountId, LinkReference.Of(name), domains.Default, cancellationToken) is { } link)
            {
                numbers.Add(Text(link.Id.Value));
            }
            else
            {
                errors.Add("link", $"\"{name}\" is no link of this account; give lnk_…, ext_… or a slug of the default domain.");
            }
        }

        return numbers;
    }

    private static List<string> Domains(IReadOnlyList<string> names, AccountDomains domains, FieldErrors errors)
    {
        var numbers = new List<string>();
        foreach (var name in names)
        {
            if (domains.Find(name) is { } domain)
            {
                numbers.Add(Text(domain.Id));
            }
            else
            {
                errors.Add("domain", $"\"{name}\" is no domain of this account; its domains are {string.Join(", ", domains.All.Select(known => known.Authority))}.");
            }
        }

        return numbers;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
