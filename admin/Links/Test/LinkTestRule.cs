namespace OneLink.Admin.Links.Test;

/// <summary>What became of a rule. Rules behind the one that decided are not asked by the edge; they are shown all the same.</summary>
internal sealed record LinkTestRule(string Name, bool Holds, IReadOnlyList<string> Failed);
