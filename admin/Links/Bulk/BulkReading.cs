using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>The links of a bulk as they were sent, read before anybody waits for the database.</summary>
internal sealed class BulkReading
{
    private readonly AccountDomains _domains;

    /// <summary>The items in order, with the problem of those that cannot be used.</summary>
    private readonly List<Problem?> _items = [];

    private readonly List<LinkWish> _wishes = [];

    private BulkReading(AccountDomains domains) => _domains = domains;

    /// <summary>Those that can be used.</summary>
    public IReadOnlyList<LinkWish> Wishes => _wishes;

    public static BulkReading Of(LinkWishReader reader, IEnumerable<JsonElement> items)
    {
        var reading = new BulkReading(reader.Domains);
        foreach (var item in items)
        {
            var errors = new FieldErrors();
            var wish = reader.Read(item, errors);
            if (wish is not null)
            {
                reading._wishes.Add(wish);
            }

            reading._items.Add(wish is null ? KnownProblems.InvalidFields(errors) : null);
        }

        return reading;
    }

    /// <param name="outcomes">What became of <see cref="Wishes"/>.</param>
    /// <param name="firstIndex">Place of the first item.</param>
    public IReadOnlyList<BulkResult> Results(IReadOnlyList<LinkOutcome> outcomes, int firstIndex)
    {
        var results = new List<BulkResult>(_items.Count);
        var next = 0;
        foreach (var invalid in _items)
        {
            var index = firstIndex + results.Count;
            var outcome = invalid is null ? outcomes[next++] : LinkOutcome.Refused(invalid);
            results.Add(outcome.Link is { } link
                ? BulkResult.Stored(index, LinkResponse.From(link, _domains.ById(link.DomainId)), outcome.IsCreated)
                : BulkResult.Failed(index, outcome.Problem!));
        }

        return results;
    }
}
