using OneLink.Client.Links;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Links;

[Collection(AdminApiGroup.Name)]
public sealed class BulkChangeTests(AdminApi api)
{
    [Fact]
    public async Task BulkUpdate_IfMatch_ChangesOnlyTheStatesThatWereSeen()
    {
        var first = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/", Slug = "match-1" });
        var second = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/", Slug = "match-2" });
        await api.Client.Links.UpdateAsync("match-2", new LinkPatch { Title = "Newer" });

        var results = await api.Client.Links.BulkUpdateAsync(
            LinkSelection.Of("match-1", "match-2"), new LinkPatch { Enabled = false }, ifMatch: $"{first.ETag}, {second.ETag}");

        Assert.Equal([200, 412], results.Results.Select(item => item.Status));
        Assert.Equal("precondition-failed", results.Results[1].Error!.Kind);
        Assert.False((await api.Client.Links.GetAsync("match-1")).Enabled);
        Assert.True((await api.Client.Links.GetAsync("match-2")).Enabled);
    }

    [Fact]
    public async Task BulkDelete_Filter_DeletesAllItFinds()
    {
        await api.Client.Links.CreateAsync(Enumerable.Range(0, 3).Select(i => new LinkInput { Url = $"https://acme.com/{i}", Tags = ["doomed"] }).ToList());

        var results = await api.Client.Links.BulkDeleteAsync(LinkSelection.Where(new LinkFilter { Tag = "doomed" }));

        Assert.Equal((3, 0), (results.Done, results.Failed));
        Assert.Null(results.NextCursor);
        Assert.Empty(await api.Client.Links.ListAsync(new LinkFilter { Tag = "doomed" }).ToListAsync());
    }

    [Fact]
    public async Task BulkDelete_FilterOfNothing_IsRefused()
        => await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.Links.BulkDeleteAsync(LinkSelection.Where(new LinkFilter())));

    [Fact]
    public async Task Export_UnknownDomain_IsRefusedBeforeTheFirstLink()
    {
        using var file = new MemoryStream();

        await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.Links.ExportCsvAsync(file, new LinkFilter { Domain = "else.example" }));
        await Assert.ThrowsAsync<InvalidFieldsException>(async () => await api.Client.Links.ExportAsync(new LinkFilter { Domain = "else.example" }).AnyAsync());
        Assert.Equal(0, file.Length);
    }
}
