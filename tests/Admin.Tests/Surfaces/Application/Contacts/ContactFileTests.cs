using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

/// <summary>Contacts in and out by file.</summary>
public sealed class ContactFileTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Import_OfKnownAndNewPeople_ChangesMakesAndTellsOfEachRow()
    {
        var (tenant, admin) = await StartAsync();
        var known = await admin.ContactAsync(tenant, """{"name":"Old","email":"ada@people.example","custom_attributes":{"kept":"yes"}}""");

        var done = await ImportAsync(tenant, admin, """
            Name,email,phone number,identifier,company,city,Tier
            Ada,ADA@people.example,,u-1,Acme,"Paris, France",gold
            Bob,bob@people.example,15550100,,,,
            ,,,,,,
            Cleo,not an address,,,,,
            Dora,bob@people.example,,,,,
            """);

        Assert.Equal("completed", done.Text("state"));
        Assert.Equal((5, 1, 2, 2), (done.Number("rows_done"), done.Number("created"), done.Number("updated"), done.Number("failed")));
        var result = await ResultAsync(done);
        Assert.StartsWith($"row,result,id,reason\r\n1,updated,{known},\r\n2,created,", result, StringComparison.Ordinal);
        Assert.Contains("\r\n3,failed,,\"The row has no name, email, phone_number or identifier.\"\r\n4,failed,,Email Invalid email\r\n5,updated,", result, StringComparison.Ordinal);
        var ada = (await admin.GetAsync(tenant, $"/contacts/{known}")).Is(HttpStatusCode.OK).Body!["payload"]!;
        Assert.Equal(("Ada", "u-1"), (ada.Text("name"), ada.Text("identifier")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"company_name":"Acme","city":"Paris, France"}"""), ada["additional_attributes"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"kept":"yes","tier":"gold"}"""), ada["custom_attributes"]));
        Assert.Equal("Dora", (await admin.GetAsync(tenant, "/contacts/search?q=%2B15550100")).Names());
    }

    [Theory]
    [InlineData("", "File is blank")]
    [InlineData("colour,size\r\nred,1\r\n", "The file has no column name, email, phone_number or identifier")]
    public async Task Import_OfNothingThatIsAContact_IsRefused(string file, string error)
    {
        var (tenant, admin) = await StartAsync();

        (await SendAsync(tenant, admin, file)).Is(HttpStatusCode.UnprocessableEntity, $$"""{"error":"{{error}}"}""");
        (await admin.PostAsync(tenant, "/contacts/import", "")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"File is blank"}""");
    }

    [Fact]
    public async Task ImportAndExport_ByAnAgent_AreRefused()
    {
        var (tenant, _) = await StartAsync();
        var agent = await tenant.AgentAsync();

        (await SendAsync(tenant, agent, "name\r\nAda\r\n")).Is(HttpStatusCode.Unauthorized);
        (await agent.PostAsync(tenant, "/contacts/export", "")).Is(HttpStatusCode.Unauthorized);
        (await agent.GetAsync(tenant, "/contacts/export/job_x")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Export_OfColumnsAndAFilter_WritesThoseAndGuardsFormulas()
    {
        var (tenant, admin) = await StartAsync();
        await admin.ContactAsync(tenant, """{"name":"=1+1","email":"ada@people.example","identifier":"u-1"}""");
        await admin.ContactAsync(tenant, """{"name":"Bob","email":"bob@people.example"}""");
        var cleo = await admin.ContactAsync(tenant, """{"name":"Cleo","email":"cleo@people.example"}""");
        await admin.PostAsync(tenant, $"/contacts/{cleo}/labels", """{"labels":["vip"]}""");

        var all = await ExportAsync(tenant, admin, """{"column_names":["name","identifier","no_such_column"]}""");
        var filtered = await ExportAsync(tenant, admin, """{"column_names":["email"],"payload":[{"attribute_key":"name","filter_operator":"equal_to","values":["bob"]}]}""");
        var labelled = await ExportAsync(tenant, admin, """{"column_names":["email"],"label":"vip"}""");
        var plain = await ExportAsync(tenant, admin, "");

        Assert.Equal("name,identifier\r\n'=1+1,u-1\r\nBob,\r\nCleo,\r\n", all);
        Assert.Equal("email\r\nbob@people.example\r\n", filtered);
        Assert.Equal("email\r\ncleo@people.example\r\n", labelled);
        Assert.StartsWith("id,name,email,phone_number\r\n", plain, StringComparison.Ordinal);
        (await admin.PostAsync(tenant, "/contacts/export", """{"payload":[{"attribute_key":"none","filter_operator":"equal_to","values":[1]}]}"""))
            .Is(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    [OtherTenant]
    public async Task ImportAndExport_OfAnotherTenant_AreNotThere()
    {
        var (mine, me) = await StartAsync();
        var (theirs, them) = await StartAsync();
        await them.ContactAsync(theirs, """{"name":"Secret","email":"secret@people.example"}""");
        var job = (await them.PostAsync(theirs, "/contacts/export", "")).Is(HttpStatusCode.OK).Body!;

        (await me.GetAsync(mine, $"/contacts/export/{job.Text("id")}")).Is(HttpStatusCode.NotFound);
        (await SendAsync(theirs, me, "name\r\nEve\r\n")).Is(HttpStatusCode.Unauthorized);
        (await me.PostAsync(theirs, "/contacts/export", "")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal("id,name,email,phone_number\r\n", await ExportAsync(mine, me, ""));

        // The address is signed for one job of one account.
        using var anybody = new HttpClient();
        var moved = job.Text("result_url").Replace($"/jobs/{theirs.AccountId}/", $"/jobs/{mine.AccountId}/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(moved)).StatusCode);
    }

    private async Task<(Tenant Tenant, Person Admin)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        return (tenant, await tenant.AdministratorAsync());
    }

    private static Task<Answer> SendAsync(Tenant tenant, Person person, string file)
        => person.Client.SendFormAsync(
            HttpMethod.Post, tenant.Path + "/contacts/import", new Dictionary<string, string>(), "import_file", "contacts.csv", Encoding.UTF8.GetBytes(file), "text/csv");

    private static async Task<JsonNode> ImportAsync(Tenant tenant, Person person, string file)
        => await EndAsync(tenant, person, "import", (await SendAsync(tenant, person, file)).Is(HttpStatusCode.OK).Body!.Text("id"));

    private static async Task<string> ExportAsync(Tenant tenant, Person person, string json)
        => await ResultAsync(await EndAsync(tenant, person, "export", (await person.PostAsync(tenant, "/contacts/export", json)).Is(HttpStatusCode.OK).Body!.Text("id")));

    /// <summary>How the job stands when it has ended.</summary>
    private static async Task<JsonNode> EndAsync(Tenant tenant, Person person, string kind, string id)
    {
        JsonNode? job = null;
        await Until.TrueAsync(
            async () =>
            {
                job = (await person.GetAsync(tenant, $"/contacts/{kind}/{id}")).Is(HttpStatusCode.OK).Body!;
                return job.Text("state") is not ("queued" or "running");
            },
            "the job has ended");
        return job!;
    }

    /// <summary>The file, fetched without a token.</summary>
    private static async Task<string> ResultAsync(JsonNode job)
    {
        using var anybody = new HttpClient();
        return await anybody.GetStringAsync(job.Text("result_url"));
    }
}
