using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application;

public sealed class ProbeTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Theory]
    [InlineData("/api")]
    [InlineData("/api/")]
    public async Task Probe_WithoutToken_TellsTheVersion(string path)
    {
        using var client = Tenant.ClientWith(fixture.Server, "");

        var answer = (await client.GetJsonAsync(path)).Is(HttpStatusCode.OK);

        Assert.Equal("version timestamp queue_services data_services", string.Join(' ', answer.Body!.AsObject().Select(member => member.Key)));
        Assert.Equal("ok", answer.Text("data_services"));
    }
}
