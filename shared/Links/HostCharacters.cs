using System.Globalization;
using OneLink.Shared.Text;

namespace OneLink.Shared.Links;

/// <summary>Which characters an international host name may hold.</summary>
internal static class HostCharacters
{
    /// <summary>Letters, marks, digits and symbols such as emoji (registries give those out too).</summary>
    internal static bool IsWordOrSymbol(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is <= UnicodeCategory.OtherNumber or UnicodeCategory.OtherSymbol
            or UnicodeCategory.ModifierSymbol or UnicodeCategory.MathSymbol;

    /// <summary>Ligatures, circled letters and their like, which UTS #46 would replace.</summary>
    internal static bool IsCompatibility(int codePoint)
    {
        var at = SortedTable.FirstNotBelow<int>(CompatibilityTables.Last, codePoint);
        return at < CompatibilityTables.Last.Length && CompatibilityTables.First[at] <= codePoint;
    }

    /// <summary>
    /// Whether each zero-width joiner follows a virama, where it shapes a letter (RFC 5892, A.1 and A.2). Elsewhere it is
    /// invisible, and a name that looks like another.
    /// </summary>
    internal static bool JoinersFit(ReadOnlySpan<int> label)
    {
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] is 0x200C or 0x200D && (i == 0 || !NfcData.IsVirama(label[i - 1])))
            {
                return false;
            }
        }

        return true;
    }
}
