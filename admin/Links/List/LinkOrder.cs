using System.Text;

namespace OneLink.Admin.Links.List;

/// <summary>The order of a list for links in memory: the database's own.</summary>
internal sealed class LinkOrder(LinkSort sort) : IComparer<StoredLink>
{
    public int Compare(StoredLink? x, StoredLink? y) => Compare(sort.ValueOf(x!), x!.Id.Value, sort.ValueOf(y!), y!.Id.Value);

    public bool IsBeyond(StoredLink link, LinkCursor cursor) => Compare(sort.ValueOf(link), link.Id.Value, cursor.Value, cursor.Id) > 0;

    private int Compare(object? oneValue, long oneId, object? otherValue, long otherId)
    {
        var byValue = (oneValue, otherValue) switch
        {
            (long one, long other) => one.CompareTo(other),

            // By bytes of UTF-8, where characters beyond the first plane come last. UTF-16 has them before U+E000.
            (string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)),
            _ => 0,
        };
        var order = byValue != 0 ? byValue : oneId.CompareTo(otherId);
        return sort.Descending ? -order : order;
    }
}
