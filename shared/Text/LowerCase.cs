namespace OneLink.Shared.Text;

/// <summary>
/// Simple lower-case mapping from a table of our own: the runtime's follows its version, and an edge must find the key
/// that an admin of another version stored. The final sigma counts as sigma.
/// </summary>
internal static class LowerCase
{
    private const int FinalSigma = 0x3C2;
    private const int Sigma = 0x3C3;

    internal static int Of(int codePoint)
    {
        if (codePoint < 0x80)
        {
            return codePoint is >= 'A' and <= 'Z' ? codePoint | 0x20 : codePoint;
        }

        if (codePoint == FinalSigma)
        {
            // Two lower-case forms share the capital Σ; a word and its upper case must meet.
            return Sigma;
        }

        var at = SortedTable.FirstNotBelow<int>(CaseTables.Last, codePoint);
        // Runs do not overlap, so the first that ends at or behind the code point is the only one that can hold it.
        return at < CaseTables.Last.Length
            && CaseTables.First[at] <= codePoint
            && (codePoint - CaseTables.First[at]) % CaseTables.Stride[at] == 0
                ? codePoint + CaseTables.Delta[at]
                : codePoint;
    }
}
