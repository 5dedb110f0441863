namespace OneLink.Admin.Links.Search;

/// <summary>One word of a search.</summary>
/// <param name="Text">As <see cref="SearchWords"/> makes it.</param>
/// <param name="IsBeginning">Whether longer words that begin with it are meant too.</param>
internal sealed record SearchWord(string Text, bool IsBeginning)
{
    public bool Matches(string word)
        => IsBeginning ? word.StartsWith(Text, StringComparison.Ordinal) : string.Equals(word, Text, StringComparison.Ordinal);
}
