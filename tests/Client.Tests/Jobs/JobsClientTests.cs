using System.Text;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Jobs;

[Collection(AdminApiGroup.Name)]
public sealed class JobsClientTests(AdminApi api)
{
    [Fact]
    public async Task List_Jobs_TheNewestIsFirst()
    {
        var first = await ImportAsync("url\nhttps://acme.com/1\n");
        var second = await ImportAsync("url\nhttps://acme.com/2\n");

        Assert.Equal([second, first], await api.Client.Jobs.ListAsync().Select(job => job.Id).Take(2).ToListAsync());
    }

    [Fact]
    public async Task Cancel_Job_EndsIt()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"https://acme.com/{i}\n"));
        var id = await ImportAsync("url\n" + rows);

        var cancelled = await api.Client.Jobs.CancelAsync(id);

        Assert.Equal("cancelled", cancelled.State);
        Assert.Equal("cancelled", (await api.Client.Jobs.WaitAsync(id)).State);
    }

    [Fact]
    public async Task Job_Unknown_IsNotFound()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Jobs.GetAsync("job_x"));
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Jobs.WaitAsync("job_x"));
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Jobs.CancelAsync("job_x"));
        await Assert.ThrowsAsync<NotFoundException>(async () => await api.Client.Jobs.ListRowsAsync("job_x").AnyAsync());
    }

    private async Task<string> ImportAsync(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (await api.Client.Links.ImportAsync(file)).Id;
    }
}
