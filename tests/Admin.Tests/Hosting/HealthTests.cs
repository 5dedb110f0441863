using System.Net;

namespace OneLink.Admin.Tests.Hosting;

public sealed class HealthTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_Running_Is200WithoutCredentials(string path)
    {
        using var client = new HttpClient { BaseAddress = fixture.Server.BaseAddress };

        Assert.Equal(HttpStatusCode.OK, (await client.GetJsonAsync(path)).Status);
    }

    [Fact]
    public async Task Metrics_AfterRequests_CountThem()
    {
        await fixture.Server.Client.GetJsonAsync("/links");

        var text = await fixture.Server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        Assert.Contains("# TYPE http_server_request_duration histogram", text, StringComparison.Ordinal);
        Assert.Matches("http_server_request_duration_count\\{[^}]*http_route=\"/links/?\"[^}]*\\} [1-9]", text);
        Assert.Contains("onelink_feed_streams", text, StringComparison.Ordinal);
    }
}
