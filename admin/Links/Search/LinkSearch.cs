using System.Data.Common;
using OneLink.Admin.Database;
using OneLink.Admin.Links.List;

namespace OneLink.Admin.Links.Search;

/// <summary>Finds links by rare words through the index.</summary>
internal sealed class LinkSearch(IWordIndex index, WordsBackfill backfill, ListBudget budget)
{
    /// <summary>Links that have every rare word of the search, perhaps among others; null where no word is rare.</summary>
    /// <param name="connection">To read on.</param>
    /// <param name="accountId">Whose links.</param>
    /// <param name="text">The search.</param>
    /// <param name="most">More links than this are of no use to the caller.</param>
    public async Task<IReadOnlyCollection<long>?> FindAsync(DbConnection connection, long accountId, SearchText text, int most)
    {
        if (!backfill.IsComplete)
        {
            return null;
        }

        HashSet<long>? found = null;
        foreach (var word in text.Words)
        {
            var entries = await index.FindAsync(connection, accountId, word.Text, word.IsBeginning, budget.RareEntries);
            if (entries.Count == budget.RareEntries)
            {
                continue;
            }

            if (found is null)
            {
                found = [.. entries];
            }
            else
            {
                found.IntersectWith(entries);
            }
        }

        return found?.Count <= most ? found : null;
    }
}
