using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

public sealed class ContactFilterTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>, IAsyncLifetime
{
    private Tenant _tenant = null!;
    private Person _agent = null!;

    public async Task InitializeAsync()
    {
        _tenant = await Tenant.JoinAsync(fixture.Server);
        _agent = await _tenant.AgentAsync();
        foreach (var definition in (string[])
        [
            """{"attribute_display_name":"Plan","attribute_key":"plan","attribute_model":"contact_attribute","attribute_display_type":"text"}""",
            """{"attribute_display_name":"Seats","attribute_key":"seats","attribute_model":1,"attribute_display_type":1}""",
            """{"attribute_display_name":"Since","attribute_key":"since","attribute_model":1,"attribute_display_type":"date"}""",
            """{"attribute_display_name":"Vip","attribute_key":"vip","attribute_model":"1","attribute_display_type":"7"}""",
            """{"attribute_display_name":"Other","attribute_key":"other","attribute_model":0,"attribute_display_type":0}""",
        ])
        {
            (await _agent.PostAsync(_tenant, "/custom_attribute_definitions", definition)).Is(HttpStatusCode.OK);
        }

        var ada = await _agent.ContactAsync(_tenant, """
            {"name":"Ada","email":"ada@example.com","phone_number":"+4790000001","identifier":"A-1",
             "additional_attributes":{"city":"Oslo","company_name":"Acme","country_code":"NO"},
             "custom_attributes":{"plan":"Gold","seats":5,"since":"2024-02-01","vip":true}}
            """);
        await _agent.PostAsync(_tenant, $"/contacts/{ada}/labels", """{"labels":["vip","new"]}""");
        await _agent.ContactAsync(_tenant, """{"name":"Bob","email":"bob@example.org","blocked":true,"custom_attributes":{"plan":"free","seats":50,"since":"2025-06-30T10:00:00Z","vip":false}}""");
        await _agent.ContactAsync(_tenant, """{"name":"Cleo","identifier":"C-3","additional_attributes":{"city":"oslo"}}""");
        await _agent.ContactAsync(_tenant, """{"name":"visitor"}""");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{"attribute_key":"name","filter_operator":"equal_to","values":["ADA"]}""", "Ada")]
    [InlineData("""{"attribute_key":"name","filter_operator":"not_equal_to","values":["ada"]}""", "Bob Cleo")]
    [InlineData("""{"attribute_key":"email","filter_operator":"contains","values":["Example.O"]}""", "Bob")]
    [InlineData("""{"attribute_key":"email","filter_operator":"does_not_contain","values":[".org"]}""", "Ada")]
    [InlineData("""{"attribute_key":"email","filter_operator":"equal_to","values":["bob@example.org","ada@example.com"]}""", "Bob")]
    [InlineData("""{"attribute_key":"phone_number","filter_operator":"equal_to","values":["4790000001"]}""", "Ada")]
    [InlineData("""{"attribute_key":"phone_number","filter_operator":"starts_with","values":["47"]}""", "Ada")]
    [InlineData("""{"attribute_key":"phone_number","filter_operator":"contains","values":["000001"]}""", "Ada")]
    [InlineData("""{"attribute_key":"identifier","filter_operator":"equal_to","values":["c-3"]}""", "Cleo")]
    [InlineData("""{"attribute_key":"city","filter_operator":"equal_to","values":["OSLO"]}""", "Ada Cleo")]
    [InlineData("""{"attribute_key":"company","filter_operator":"contains","values":["cm"]}""", "Ada")]
    [InlineData("""{"attribute_key":"country_code","filter_operator":"equal_to","values":["no"]}""", "Ada")]
    [InlineData("""{"attribute_key":"blocked","filter_operator":"equal_to","values":[true]}""", "Bob")]
    [InlineData("""{"attribute_key":"blocked","filter_operator":"equal_to","values":["false"]}""", "Ada Cleo")]
    [InlineData("""{"attribute_key":"labels","filter_operator":"equal_to","values":["vip"]}""", "Ada")]
    [InlineData("""{"attribute_key":"labels","filter_operator":"not_equal_to","values":["vip"]}""", "Bob Cleo")]
    [InlineData("""{"attribute_key":"labels","filter_operator":"is_present","values":[]}""", "Ada")]
    [InlineData("""{"attribute_key":"labels","filter_operator":"is_not_present"}""", "Bob Cleo")]
    [InlineData("""{"attribute_key":"created_at","filter_operator":"is_greater_than","values":["2020-01-01"]}""", "Ada Bob Cleo")]
    [InlineData("""{"attribute_key":"created_at","filter_operator":"is_less_than","values":["2020-01-01T10:00:00Z"]}""", "")]
    [InlineData("""{"attribute_key":"created_at","filter_operator":"days_before","values":[3]}""", "")]
    [InlineData("""{"attribute_key":"plan","filter_operator":"equal_to","values":["gold"],"attribute_model":"customAttributes"}""", "Ada")]
    [InlineData("""{"attribute_key":"plan","filter_operator":"not_equal_to","values":["gold"]}""", "Bob Cleo")]
    [InlineData("""{"attribute_key":"plan","filter_operator":"is_not_present","values":[]}""", "Cleo")]
    [InlineData("""{"attribute_key":"seats","filter_operator":"is_greater_than","values":["9"]}""", "Bob")]
    [InlineData("""{"attribute_key":"seats","filter_operator":"equal_to","values":[5]}""", "Ada")]
    [InlineData("""{"attribute_key":"since","filter_operator":"is_less_than","values":["2025-01-01"]}""", "Ada")]
    [InlineData("""{"attribute_key":"since","filter_operator":"equal_to","values":["2025-06-30"]}""", "Bob")]
    [InlineData("""{"attribute_key":"vip","filter_operator":"equal_to","values":["true"]}""", "Ada")]
    [InlineData("""{"attribute_key":"name","filter_operator":"equal_to","values":["ada"],"query_operator":"or"},{"attribute_key":"name","filter_operator":"equal_to","values":["bob"]}""", "Ada Bob")]
    [InlineData("""
        {"attribute_key":"name","filter_operator":"equal_to","values":["cleo"],"query_operator":"OR"},
        {"attribute_key":"name","filter_operator":"equal_to","values":["ada"],"query_operator":"AND"},
        {"attribute_key":"blocked","filter_operator":"equal_to","values":[true]}
        """, "Cleo")]
    [InlineData("""{"attribute_key":"name","filter_operator":"equal_to","values":["x' OR '1'='1"]}""", "")]
    [InlineData("", "Ada Bob Cleo")]
    public async Task Filter_Rows_LetTheRightOnesBy(string rows, string names)
    {
        var answer = await _agent.PostAsync(_tenant, "/contacts/filter", $$"""{"payload":[{{rows}}]}""");

        Assert.Equal(names, answer.Names());
        Assert.Equal(names.Length == 0 ? 0 : names.Split(' ').Length, answer.Meta()["count"]!.GetValue<long>());
    }

    [Theory]
    [InlineData(
        """{"attribute_key":"x","filter_operator":"equal_to","values":["1"]}""",
        "Invalid attribute key - [x]. The key should be one of [name,phone_number,email,identifier,country_code,city,company,labels,created_at,last_activity_at,blocked] or a custom attribute defined in the account.")]
    [InlineData("""{"attribute_key":"country_code","filter_operator":"contains","values":["1"]}""", "Invalid operator. The allowed operators for country_code are [equal_to,not_equal_to].")]
    [InlineData("""{"attribute_key":"country_code","filter_operator":"equal_to","values":[]}""", "Invalid value. The values provided for country_code are invalid")]
    [InlineData("""{"attribute_key":"created_at","filter_operator":"is_less_than","values":["soon"]}""", "Invalid value. The values provided for created_at are invalid")]
    [InlineData("""{"attribute_key":"seats","filter_operator":"is_less_than","values":["many"]}""", "Invalid value. The values provided for seats are invalid")]
    [InlineData("""{"attribute_key":"name","filter_operator":"equal_to","values":["a"],"query_operator":"XOR"},{"attribute_key":"name","filter_operator":"equal_to","values":["a"]}""", "Query operator must be either \"AND\" or \"OR\".")]
    [InlineData("""{"attribute_key":"name","filter_operator":"equal_to","values":["a"]},{"attribute_key":"name","filter_operator":"equal_to","values":["a"]}""", "Query operator must be either \"AND\" or \"OR\".")]
    public async Task Filter_RowsThatMakeNoSense_AreRefusedInWords(string rows, string message)
    {
        var answer = (await _agent.PostAsync(_tenant, "/contacts/filter", $$"""{"payload":[{{rows}}]}""")).Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(message, answer.Text("error"));
    }

    [Fact]
    public async Task Filter_AttributeOfConversations_IsNotOneOfContacts()
        => Assert.StartsWith(
            "Invalid attribute key - [other].",
            (await _agent.PostAsync(_tenant, "/contacts/filter", """{"payload":[{"attribute_key":"other","filter_operator":"equal_to","values":["1"]}]}""")).Text("error"),
            StringComparison.Ordinal);
}
