using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Client;

public sealed class ClientLimitTests
{
    [Fact]
    public async Task Calls_OverTheLimits_AreToldToComeBack()
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_VISITOR_ADDRESS_LIMIT=8", "--ONELINK_VISITOR_CONTACT_LIMIT=3"]);
        var tenant = await Tenant.JoinAsync(server);
        var inbox = await server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, await tenant.InboxAsync(), CancellationToken.None);
        var path = "/public/api/v1/inboxes/" + inbox!.Identifier;
        using var anyone = SurfaceCalls.Client(server);
        var made = (await anyone.PostAsync(path + "/contacts", "")).Is(HttpStatusCode.OK).Body!;

        foreach (var status in new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests })
        {
            Assert.Equal(status, await StatusAsync(anyone, $"{path}/contacts/{made["source_id"]}"));
        }

        // The contact's is used up, the address's not yet.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(anyone, path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anyone, "/public/api/v1/inboxes/unknown"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(anyone, path));

        using var refused = await anyone.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("Retry later\n", await refused.Content.ReadAsStringAsync());
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
