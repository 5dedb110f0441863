using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Surfaces;

/// <summary>A person who comes through every surface at the same time is one contact.</summary>
public sealed class OnePersonTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const int AtOnce = 100;

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Person_AHundredTimesAtOnceThroughEachSurface_IsOneContact()
    {
        var tenant = await Tenant.JoinAsync(Server);
        await tenant.RunAsync("UPDATE accounts SET tier = 'free' WHERE id = @AccountId");
        var admin = await tenant.AdministratorAsync();
        using var onSync = await tenant.OnSyncAsync(Server);
        using var oneTalk = await OneTalkAsync(tenant);
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).SelectMany(number => (Task<Answer>[])
        [
            onSync.PostAsync("/v1/contacts", $$$"""{"firstName":"Sara","phone":"+971500000000","properties":{"externalId":"crm_8740","n{{{number}}}":1} }"""),
            oneTalk.PostAsync("/api/integration/v1/user/sync_contact", """{"customerUserID":"crm_8740","fullName":"Sara","phone":"971500000000"}"""),
            admin.PostAsync(tenant, "/contacts", """{"name":"Sara","identifier":"crm_8740","phone_number":"+971500000000"}"""),
        ]));

        var byStatus = answers.CountBy(answer => answer.Status).ToDictionary();
        Assert.Equal(1, Made(answers));
        Assert.InRange(byStatus[HttpStatusCode.OK] + byStatus.GetValueOrDefault(HttpStatusCode.Created), 2 * AtOnce, (2 * AtOnce) + 1);

        // The Application API knows no upsert: it names the contact that has the keys.
        Assert.InRange(byStatus[HttpStatusCode.UnprocessableEntity], AtOnce - 1, AtOnce);
        var one = (await onSync.GetJsonAsync("/v1/contacts")).Body!["contacts"]!.AsArray().Single()!;
        Assert.Equal(AtOnce + 1, one["properties"]!.AsObject().Count);
        Assert.Equal("Sara", Assert.Single((await admin.GetAsync(tenant, "/contacts")).Payload())!["name"]!.GetValue<string>());
    }

    /// <summary>How many answers say that they have made a contact, each in its surface's words.</summary>
    private static int Made(IEnumerable<Answer> answers) => answers.Count(answer
        => answer.Status == HttpStatusCode.Created
            || answer.Body!["data"]?["message"]?.GetValue<string>() is "Contact created successfully"
            || (answer.Status == HttpStatusCode.OK && answer.Body["payload"]?["contact"] is JsonObject));

    private async Task<HttpClient> OneTalkAsync(Tenant tenant)
    {
        var (key, secret) = IntegrationKey.New(tenant.AccountId, IntegrationSurface.OneTalk, "Test", [], at: 0);
        await Server.Services.GetRequiredService<IDatabase>().WriteAsync(scope => IntegrationKeyRepository.InsertAsync(scope, key), CancellationToken.None);
        var client = new HttpClient { BaseAddress = Server.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("API-Key", secret);
        return client;
    }
}
