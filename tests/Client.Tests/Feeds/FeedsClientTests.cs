using Microsoft.AspNetCore.Http;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Feeds;

[Collection(AdminApiGroup.Name)]
public sealed class FeedsClientTests(AdminApi api)
{
    [Fact]
    public async Task Read_Feed_IsWhatAToolGets()
    {
        await using var answers = await LoopbackApi.StartAsync((context, _) => context.Response.WriteAsync("time,clicks\r\n"));
        using var client = answers.Client();
        using var output = new MemoryStream();

        await client.Feeds.ReadAsync(output, "tok en");

        Assert.Equal("time,clicks\r\n"u8.ToArray(), output.ToArray());
        Assert.Equal("/feeds/tok%20en.csv", answers.Calls[0].Target);
        Assert.False(answers.Calls[0].Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Read_UnknownToken_IsNotFound()
    {
        using var output = new MemoryStream();

        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Feeds.ReadAsync(output, "unknown"));
    }
}
