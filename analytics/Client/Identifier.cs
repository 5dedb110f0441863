using System.Buffers;

namespace OneLink.Analytics.Client;

/// <summary>Names that need no quoting in ClickHouse. Anything else is refused, as table and column names come from our own code.</summary>
internal static class Identifier
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    internal static bool IsPlain(ReadOnlySpan<char> name) =>
        !name.IsEmpty && !char.IsAsciiDigit(name[0]) && name.IndexOfAnyExcept(Characters) < 0;

    /// <summary><c>table</c> or <c>database.table</c>.</summary>
    internal static bool IsTable(ReadOnlySpan<char> name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? IsPlain(name) : IsPlain(name[..dot]) && IsPlain(name[(dot + 1)..]);
    }

    /// <summary>Plain names separated by commas, blanks allowed around them.</summary>
    internal static bool IsColumnList(ReadOnlySpan<char> columns)
    {
        foreach (var range in columns.Split(','))
        {
            if (!IsPlain(columns[range].Trim()))
            {
                return false;
            }
        }

        return true;
    }
}
