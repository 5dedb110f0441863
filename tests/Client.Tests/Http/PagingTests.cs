using OneLink.Client.Links;

namespace OneLink.Client.Tests.Http;

public sealed class PagingTests
{
    [Fact]
    public async Task List_ThreePages_AreOneSequence()
    {
        await using var api = await LoopbackApi.StartAsync((context, before) => LoopbackApi.JsonAsync(context, before switch
        {
            0 => Samples.Page("a b&c", "1", "2"),
            1 => Samples.Page("last", "3"),
            _ => Samples.Page(next: null, "4"),
        }));
        using var client = api.Client();

        var slugs = await client.Links.ListAsync(new LinkFilter { Tag = "sale & more", Enabled = true }, "-clicks", pageSize: 2).Select(link => link.Slug).ToListAsync();

        Assert.Equal(["1", "2", "3", "4"], slugs);
        Assert.Equal(
            [
                "/links?tag=sale%20%26%20more&enabled=true&sort=-clicks&limit=2",
                "/links?tag=sale%20%26%20more&enabled=true&sort=-clicks&limit=2&cursor=a%20b%26c",
                "/links?tag=sale%20%26%20more&enabled=true&sort=-clicks&limit=2&cursor=last",
            ],
            api.Calls.Select(call => call.Target));
    }

    [Fact]
    public async Task List_FirstEntryAlone_FetchesOnePage()
    {
        await using var api = await LoopbackApi.StartAsync(Samples.Page("more", "1", "2"));
        using var client = api.Client();

        Assert.Equal("1", (await client.Links.ListAsync().FirstAsync()).Slug);
        Assert.Single(api.Calls);
    }
}
