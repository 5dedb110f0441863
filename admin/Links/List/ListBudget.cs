namespace OneLink.Admin.Links.List;

/// <summary>Most of what one page may read on its way, beside the links that it shows.</summary>
/// <param name="Walked">Links passed in the list's order.</param>
/// <param name="WordsWalked">The same where each one's words are compared, which takes longer.</param>
/// <param name="Sorted">Links with a rare word that are sorted by something else than their age; read whole.</param>
/// <param name="RareEntries">
/// Entries of a word before it counts as frequent. Half a percent of ten million links: one that has the word is met often
/// enough on a walk.
/// </param>
internal sealed record ListBudget(int Walked, int WordsWalked, int Sorted, int RareEntries)
{
    public static ListBudget Default { get; } = new(Walked: 10_000, WordsWalked: 4_000, Sorted: 8_000, RareEntries: 50_000);
}
