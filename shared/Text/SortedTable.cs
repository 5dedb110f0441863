using System.Numerics;

namespace OneLink.Shared.Text;

/// <summary>
/// Binary search in a table of numbers. The short overload of <c>MemoryExtensions.BinarySearch</c> takes the number sought
/// as an interface and so boxes it.
/// </summary>
internal static class SortedTable
{
    /// <summary>Index of the first entry that is not below the value; the length where all are.</summary>
    internal static int FirstNotBelow<T>(ReadOnlySpan<T> table, T value)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        var low = 0;
        var high = table.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (table[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Index of the value, or -1.</summary>
    internal static int IndexOf<T>(ReadOnlySpan<T> table, T value)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        var at = FirstNotBelow(table, value);
        return at < table.Length && table[at] == value ? at : -1;
    }
}
