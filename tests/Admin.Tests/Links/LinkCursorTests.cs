using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Links.List;

namespace OneLink.Admin.Tests.Links;

public sealed class LinkCursorTests
{
    [Fact]
    public void ToString_AnyCursor_ParsesBack()
        => Prop.ForAll<int, NonNegativeInt, NonNull<string>>((pick, id, text) =>
        {
            var sort = LinkSort.All[(int)((uint)pick % (uint)LinkSort.All.Count)];
            var slug = string.Concat(text.Get.Where(c => !char.IsSurrogate(c) && c != '\n'));
            object? value = sort.By == LinkSortValue.CreatedAt ? null : sort.By == LinkSortValue.Slug ? slug : (long)id.Get;
            var cursor = new LinkCursor(sort, value, id.Get);
            return LinkCursor.Parse(cursor.ToString(), sort) == cursor
                && LinkSort.All.Where(other => other != sort).All(other => LinkCursor.Parse(cursor.ToString(), other) is null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_AnyText_NeverThrows()
        => Prop.ForAll<NonNull<string>>(text => LinkSort.All.All(sort => LinkCursor.Parse(text.Get, sort) is null)).QuickCheckThrowOnFailure();
}
