using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Turns the numbers of links and domains in an answer into what people call them.</summary>
internal sealed class StatsNames(IDatabase database, AccountDomains domains)
{
    /// <summary>Links that <see cref="LearnNextAsync"/> keeps, some 2 MB.</summary>
    private const int Most = 10_000;

    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>Looks up the links among the values that are not known yet.</summary>
    public async Task LearnAsync(IEnumerable<string> links, CancellationToken cancellationToken)
    {
        var unknown = links.Where(link => link != ClickDimensions.Other && !_links.ContainsKey(link)).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        // A link that is gone is named by its id, and so would be one of another account.
        foreach (var number in unknown)
        {
            _links[number] = new LinkId(long.Parse(number, CultureInfo.InvariantCulture)).ToString();
        }

        var ids = unknown.Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToList();
        var found = await database.ReadFromReplicaAsync(connection => LinkRepository.ByIdsAsync(connection, transaction: null, ids), cancellationToken);
        foreach (var link in found)
        {
            if (domains.All.FirstOrDefault(domain => domain.Id == link.DomainId) is { } domain)
            {
                _links[link.Id.Value.ToString(CultureInfo.InvariantCulture)] = $"{domain.Authority}/{link.Slug}";
            }
        }
    }

    /// <summary>The same for an answer that is written piece by piece, however long: names of pieces before may be forgotten.</summary>
    public Task LearnNextAsync(IEnumerable<string> links, CancellationToken cancellationToken)
    {
        if (_links.Count > Most)
        {
            _links.Clear();
        }

        return LearnAsync(links, cancellationToken);
    }

    public string Of(ClickDimension dimension, string value) => dimension switch
    {
        _ when value == ClickDimensions.Other => value,
        ClickDimension.Link => _links.GetValueOrDefault(value, value),
        ClickDimension.Domain => domains.All.FirstOrDefault(domain => domain.Id.ToString(CultureInfo.InvariantCulture) == value)?.Authority ?? ClickDimensions.Unknown,
        _ => value,
    };
}
