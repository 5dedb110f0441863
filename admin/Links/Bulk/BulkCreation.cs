using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Creates many links and tells of each what became of it.</summary>
internal sealed class BulkCreation(LinkStore links)
{
    /// <summary>Each link for itself.</summary>
    public async Task<IReadOnlyList<BulkResult>> CreateEachAsync(
        long accountId, AccountDomains domains, IEnumerable<JsonElement> items, int firstIndex, CancellationToken cancellationToken)
    {
        var reading = Read(domains, items);
        var outcomes = await links.CreateEachAsync(accountId, reading.Inputs, cancellationToken);
        return Results(domains, reading, outcomes, firstIndex);
    }

    /// <summary>All or none: with one failure, what would have been stored is reported as 424.</summary>
    public async Task<IReadOnlyList<BulkResult>> CreateAllAsync(
        long accountId, AccountDomains domains, IEnumerable<JsonElement> items, CancellationToken cancellationToken)
    {
        var reading = Read(domains, items);

        // Also where an item is invalid, so that taken slugs are reported in the same answer.
        var outcomes = await links.CreateAllAsync(accountId, reading.Inputs, keep: reading.Inputs.Count == reading.Items.Count, cancellationToken);
        var results = Results(domains, reading, outcomes, firstIndex: 0);
        return results.All(result => result.Link is not null)
            ? results
            : [.. results.Select(result => result.Link is null ? result : BulkResult.Failed(result.Index, KnownProblems.OthersFailed()))];
    }

    private static Reading Read(AccountDomains domains, IEnumerable<JsonElement> items)
    {
        var reading = new Reading([], []);
        foreach (var item in items)
        {
            var errors = new FieldErrors();
            var input = LinkReader.Read(item, domains, new LinkContent(), domains.Default, errors);
            if (input is not null)
            {
                reading.Inputs.Add(input);
            }

            reading.Items.Add(input is null ? KnownProblems.InvalidFields(errors) : null);
        }

        return reading;
    }

    private static List<BulkResult> Results(AccountDomains domains, Reading reading, IReadOnlyList<LinkOutcome> outcomes, int firstIndex)
    {
        var results = new List<BulkResult>(reading.Items.Count);
        var next = 0;
        foreach (var invalid in reading.Items)
        {
            var index = firstIndex + results.Count;
            var outcome = invalid is null ? outcomes[next++] : LinkOutcome.Refused(invalid);
            results.Add(outcome.Link is { } link
                ? BulkResult.Stored(index, LinkResponse.From(link, domains.ById(link.DomainId)))
                : BulkResult.Failed(index, outcome.Problem!));
        }

        return results;
    }

    /// <summary>The items in order, with the problem of those that cannot be used; the inputs of the others.</summary>
    private sealed record Reading(List<Problem?> Items, List<LinkInput> Inputs);
}
