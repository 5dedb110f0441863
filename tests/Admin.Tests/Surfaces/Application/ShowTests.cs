using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application;

public sealed class ShowTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Theory]
    [InlineData("/labels", """{"title":"vip"}""")]
    [InlineData("/custom_attribute_definitions", """{"attribute_display_name":"Tier","attribute_key":"tier","attribute_model":1}""")]
    [InlineData("/contacts/{contact}/notes", """{"note":{"content":"Called"}}""")]
    public async Task Show_OfWhatWasMade_IsWhatMakingItAnswered(string path, string body)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var list = path.Replace("{contact}", $"{await admin.ContactAsync(tenant, """{"name":"Ada"}""")}", StringComparison.Ordinal);

        var made = (await admin.PostAsync(tenant, list, body)).Is(HttpStatusCode.OK).Body!;

        (await admin.GetAsync(tenant, $"{list}/{made["id"]}")).Is(HttpStatusCode.OK, made.ToJsonString());
    }
}
