using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Tests.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Client;

public sealed class ClientContactTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NotProven = """{"error":"HMAC failed: Invalid Identifier Hash Provided"}""";
    private const string NotFound = """{"status":404,"error":"Not Found"}""";

    private readonly HttpClient _anyone = SurfaceCalls.Client(fixture.Server);

    [Fact]
    public async Task ShowInbox_ByItsIdentifier_TellsNoSecrets()
    {
        var (_, inbox, path) = await InboxAsync();

        var shown = (await _anyone.GetJsonAsync(path)).Is(HttpStatusCode.OK).Body!.AsObject();

        Assert.Equal(
            ["csat_survey_enabled", "greeting_enabled", "identifier", "identity_validation_enabled", "name", "timezone", "working_hours", "working_hours_enabled"],
            shown.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(inbox.Identifier, shown["identifier"]!.GetValue<string>());
        Assert.False(shown["identity_validation_enabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Case76_Create_WithoutBody_MakesSomebodyWithAName()
    {
        var (tenant, inbox, path) = await InboxAsync();

        var made = (await _anyone.PostAsync(path + "/contacts", "")).Is(HttpStatusCode.OK).Body!.AsObject();

        Assert.Equal(["email", "id", "name", "phone_number", "pubsub_token", "source_id"], made.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.NotEmpty(made["name"]!.GetValue<string>());
        (await _anyone.GetJsonAsync($"{path}/contacts/{made["source_id"]}")).Is(HttpStatusCode.OK, made.ToJsonString());
        var admin = await tenant.AdministratorAsync();
        var named = (await _anyone.PostAsync(path + "/contacts", """{"identifier":"u1","name":"Ada","email":"ADA@example.com","custom_attributes":{"a":{"b":1}}}""")).Is(HttpStatusCode.OK).Body!;
        var contact = (await admin.GetAsync(tenant, $"/contacts/{named["id"]}")).Body!["payload"]!;
        Assert.Equal(("u1", "ada@example.com"), (contact["identifier"]!.GetValue<string>(), contact["email"]!.GetValue<string>()));
        Assert.Equal(inbox.Id, contact["contact_inboxes"]![0]!["inbox"]!["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task Case77_Create_KnownSourceId_GivesTheSameContactUnchanged()
    {
        var (_, _, path) = await InboxAsync();
        var made = (await _anyone.PostAsync(path + "/contacts", """{"source_id":"device-1","name":"Ada"}""")).Is(HttpStatusCode.OK).Body!;

        (await _anyone.PostAsync(path + "/contacts", """{"source_id":"device-1","name":"Eve"}""")).Is(HttpStatusCode.OK, made.ToJsonString());
    }

    [Fact]
    public async Task Case91_Create_WithWhatAKnownPersonHas_IsSomebodyElse()
    {
        var (tenant, _, path) = await InboxAsync();
        var admin = await tenant.AdministratorAsync();
        var known = await admin.ContactAsync(tenant, """{"name":"Ada","email":"ada@example.com","phone_number":"+15550001111","identifier":"u1"}""");

        var stranger = (await _anyone.PostAsync(
            path + "/contacts", """{"email":"ADA@example.com","phone_number":"+15550001111","identifier":"u1"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.NotEqual(known, stranger["id"]!.GetValue<long>());

        // Shown as if it were free: who asks learns nothing of whom the account knows.
        Assert.Equal("ada@example.com", stranger["email"]!.GetValue<string>());
        var contact = (await admin.GetAsync(tenant, $"/contacts/{stranger["id"]}")).Body!["payload"]!;
        Assert.Null(contact["email"]);
        Assert.Null(contact["identifier"]);
        Assert.Equal(
            """{"email":"ada@example.com","phone_number":"+15550001111","identifier":"u1"}""", contact["additional_attributes"]!["unverified"]!.ToJsonString(RelaxedJson.Compact));
        Assert.Empty((await admin.GetAsync(tenant, $"/contacts/{known}")).Body!["payload"]!["contact_inboxes"]!.AsArray());
    }

    [Fact]
    public async Task Case91_Update_ToAKnownPersonsEmail_MergesNothing()
    {
        var (tenant, _, path) = await InboxAsync();
        var admin = await tenant.AdministratorAsync();
        var known = await admin.ContactAsync(tenant, """{"name":"Ada","email":"ada@example.com"}""");
        var stranger = (await _anyone.PostAsync(path + "/contacts", """{"email":"eve@example.com"}""")).Body!;

        var changed = (await _anyone.PatchAsync($"{path}/contacts/{stranger["source_id"]}", """{"email":"ada@example.com"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(stranger["id"]!.GetValue<long>(), changed["id"]!.GetValue<long>());
        Assert.Equal("eve@example.com", (await admin.GetAsync(tenant, $"/contacts/{stranger["id"]}")).Body!["payload"]!["email"]!.GetValue<string>());
        Assert.Equal("Ada", (await admin.GetAsync(tenant, $"/contacts/{known}")).Body!["payload"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Update_GivenValues_AreMergedAndBlankOnesIgnored()
    {
        var (_, _, path) = await InboxAsync();
        var made = (await _anyone.PostAsync(path + "/contacts", """{"name":"Ada","email":"a1@example.com","custom_attributes":{"a":{"b":1},"c":2}}""")).Body!;

        var changed = (await _anyone.PatchAsync(
            $"{path}/contacts/{made["source_id"]}", """{"name":"","email":null,"phone_number":"+15550002222","identifier":"mine","custom_attributes":{"a":{"d":3}}}""")).Is(HttpStatusCode.OK).Body!.AsObject();

        Assert.Equal(("Ada", "a1@example.com", "+15550002222"), (changed["name"]!.GetValue<string>(), changed["email"]!.GetValue<string>(), changed["phone_number"]!.GetValue<string>()));
        Assert.Equal("""{"a":{"b":1,"d":3},"c":2}""", changed["custom_attributes"]!.ToJsonString());
        Assert.Null(changed["identifier"]);
        Assert.False(changed.ContainsKey("account_id"));
        (await _anyone.PatchAsync($"{path}/contacts/{made["source_id"]}", """{"phone_number":"12"}""")).IsInvalid("Phone number should be in e164 format");
    }

    [Fact]
    public async Task Case84_UnknownInboxOrContactOrWrongHash_AreRefused()
    {
        var (tenant, inbox, path) = await InboxAsync();
        var ofProvider = await tenant.InboxAsync(InboxChannel.WhatsApp);
        var token = (await Inboxes.FindAsync(tenant.AccountId, ofProvider, CancellationToken.None))!.Identifier;
        var made = (await _anyone.PostAsync(path + "/contacts", "")).Body!;
        var (other, _, otherPath) = await InboxAsync();

        (await _anyone.GetJsonAsync("/public/api/v1/inboxes/unknown")).Is(HttpStatusCode.NotFound, NotFound);
        (await _anyone.GetJsonAsync("/public/api/v1/inboxes/" + token)).Is(HttpStatusCode.NotFound, NotFound);
        (await _anyone.GetJsonAsync($"{path}/contacts/unknown")).Is(HttpStatusCode.NotFound, NotFound);
        (await _anyone.GetJsonAsync($"{otherPath}/contacts/{made["source_id"]}")).Is(HttpStatusCode.NotFound, NotFound);
        (await _anyone.PatchAsync($"{otherPath}/contacts/{made["source_id"]}", """{"name":"x"}""")).Is(HttpStatusCode.NotFound, NotFound);
        (await _anyone.PostAsync(path + "/contacts", """{"identifier":"u1","identifier_hash":"00"}""")).Is(HttpStatusCode.Unauthorized, NotProven);
        (await _anyone.PostAsync(path + "/contacts", $$"""{"identifier_hash":"{{IdentityProof.HashOf(inbox, "u1")}}"}""")).Is(HttpStatusCode.Unauthorized, NotProven);
        await other.SuspendAsync();
        (await _anyone.GetJsonAsync(otherPath)).Is(HttpStatusCode.NotFound, NotFound);
    }

    [Fact]
    public async Task Create_WithTheRightHash_IsTheKnownPersonAndVerified()
    {
        var (tenant, inbox, path) = await InboxAsync();
        var admin = await tenant.AdministratorAsync();
        var known = await admin.ContactAsync(tenant, """{"name":"Ada","email":"ada@example.com","identifier":"u1"}""");
        var proof = Proof(inbox, "u1");

        var made = (await _anyone.PostAsync(path + "/contacts", $$"""{"name":"Other",{{proof}}}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((known, "Ada"), (made["id"]!.GetValue<long>(), made["name"]!.GetValue<string>()));

        // A proof of one person is none of another.
        (await _anyone.GetJsonAsync($"{path}/contacts/{made["source_id"]}?identifier=u2&identifier_hash={IdentityProof.HashOf(inbox, "u2")}")).Is(HttpStatusCode.Unauthorized, NotProven);
        (await _anyone.PatchAsync($"{path}/contacts/{made["source_id"]}", $$"""{"name":"x",{{Proof(inbox, "u2")}}}""")).Is(HttpStatusCode.Unauthorized, NotProven);
        (await _anyone.GetJsonAsync($"{path}/contacts/{made["source_id"]}?identifier=u1&identifier_hash={IdentityProof.HashOf(inbox, "u1")}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Update_WithTheRightHash_MakesTheVisitorTheKnownPerson()
    {
        var (tenant, inbox, path) = await InboxAsync();
        var admin = await tenant.AdministratorAsync();
        var known = await admin.ContactAsync(tenant, """{"name":"Ada","identifier":"u1"}""");
        var visitor = (await _anyone.PostAsync(path + "/contacts", "")).Body!;

        var changed = (await _anyone.PatchAsync($"{path}/contacts/{visitor["source_id"]}", $$"""{"email":"ada@example.com",{{Proof(inbox, "u1")}}}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((known, "u1", "ada@example.com"), (changed["id"]!.GetValue<long>(), changed["identifier"]!.GetValue<string>(), changed["email"]!.GetValue<string>()));
        (await admin.GetAsync(tenant, $"/contacts/{visitor["id"]}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Update_OfSomebodyWhoWasProvenElsewhere_NeedsAProof()
    {
        var (_, inbox, path) = await InboxAsync();
        var squatter = (await _anyone.PostAsync(path + "/contacts", """{"identifier":"u1","name":"Eve"}""")).Body!;
        await _anyone.PostAsync(path + "/contacts", $$"""{{{Proof(inbox, "u1")}}}""");

        (await _anyone.PatchAsync($"{path}/contacts/{squatter["source_id"]}", """{"email":"eve@example.com"}""")).Is(HttpStatusCode.Unauthorized, NotProven);
    }

    [Fact]
    public async Task MandatoryValidation_AsksForAProofOfEveryCall()
    {
        var (tenant, inbox, path) = await InboxAsync();
        var admin = await tenant.AdministratorAsync();
        (await admin.Client.PatchAsync($"{tenant.Path}/inboxes/{inbox.Id}", """{"channel":{"hmac_mandatory":true}}""")).Is(HttpStatusCode.OK);
        var proof = Proof(inbox, "u1");

        (await _anyone.PostAsync(path + "/contacts", """{"name":"Eve"}""")).Is(HttpStatusCode.Unauthorized, NotProven);
        var made = (await _anyone.PostAsync(path + "/contacts", $$"""{{{proof}},"source_id":"s1"}""")).Is(HttpStatusCode.OK).Body!;
        (await _anyone.GetJsonAsync($"{path}/contacts/{made["source_id"]}")).Is(HttpStatusCode.Unauthorized, NotProven);
        (await _anyone.PatchAsync($"{path}/contacts/{made["source_id"]}", """{"name":"Eve"}""")).Is(HttpStatusCode.Unauthorized, NotProven);
        (await _anyone.PostAsync(path + "/contacts", $$"""{{{Proof(inbox, "u2")}},"source_id":"s1"}""")).Is(HttpStatusCode.Unauthorized, NotProven);
        (await _anyone.PatchAsync($"{path}/contacts/{made["source_id"]}", $$"""{"name":"Ada",{{proof}}}""")).Is(HttpStatusCode.OK);
        Assert.True((await _anyone.GetJsonAsync(path)).Body!["identity_validation_enabled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Create_ByMultipartWithAvatar_ShowsItToTheAccount()
    {
        var (tenant, _, path) = await InboxAsync();
        var admin = await tenant.AdministratorAsync();
        var fields = new Dictionary<string, string> { ["name"] = "Ada", ["custom_attributes[plan]"] = "pro" };

        var made = (await _anyone.SendFormAsync(HttpMethod.Post, path + "/contacts", fields, "avatar", "me.jpg", Pictures.Jpeg(), "image/jpeg")).Is(HttpStatusCode.OK).Body!;

        var contact = (await admin.GetAsync(tenant, $"/contacts/{made["id"]}")).Body!["payload"]!;
        Assert.Equal("pro", contact["custom_attributes"]!["plan"]!.GetValue<string>());
        using var picture = await _anyone.GetAsync(new Uri(contact["thumbnail"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        (await admin.DeleteAsync(tenant, $"/contacts/{made["id"]}/avatar")).Is(HttpStatusCode.OK);
        Assert.Equal("", (await admin.GetAsync(tenant, $"/contacts/{made["id"]}")).Body!["payload"]!["thumbnail"]!.GetValue<string>());
    }

    private InboxRepository Inboxes => fixture.Server.Services.GetRequiredService<InboxRepository>();

    private async Task<(Tenant Tenant, Inbox Inbox, string Path)> InboxAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var id = await tenant.InboxAsync();
        var inbox = (await Inboxes.FindAsync(tenant.AccountId, id, CancellationToken.None))!;
        return (tenant, inbox, "/public/api/v1/inboxes/" + inbox.Identifier);
    }

    /// <summary>The members of a body that prove an identifier.</summary>
    private static string Proof(Inbox inbox, string identifier) => $"\"identifier\":\"{identifier}\",\"identifier_hash\":\"{IdentityProof.HashOf(inbox, identifier)}\"";
}
