using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application;

public sealed class AccountTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Show_AnyMember_SeesTheAccount()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server, "Zürich & Søns");
        var agent = await tenant.AgentAsync();

        var account = (await agent.Client.GetJsonAsync(tenant.Path + "/")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(
            (tenant.AccountId, "Zürich & Søns", "active", "en"),
            (account["id"]!.GetValue<long>(), account["name"]!.GetValue<string>(), account["status"]!.GetValue<string>(), account["locale"]!.GetValue<string>()));
        Assert.True(account["features"]!["labels"]!.GetValue<bool>());
        Assert.True(JsonNode.DeepEquals(new JsonObject(), account["settings"]));
        Assert.EndsWith("Z", account["created_at"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
