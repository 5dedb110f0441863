using System.Net;
using System.Text.RegularExpressions;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>What every operation of an account refuses alike.</summary>
public sealed partial class RefusalTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Account = "/api/v1/accounts/{account_id}";
    private const string Nobody = "987654321";

    /// <summary>What must be given before the record is looked for.</summary>
    private const string Body = """
        {"labels":[],"custom_attributes":{attributes},"user_ids":[1],"status":"open","note":{"content":"x"},"name":"x","title":"x","content":"x",
         "inbox_id":987654321,"agent_bot":null,"role":"agent"}
        """;

    [Fact]
    public async Task EveryOperation_OfASuspendedAccount_IsRefused()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        await tenant.SuspendAsync();

        foreach (var operation in OfAccounts())
        {
            (await SendAsync(admin, tenant, operation)).Is(HttpStatusCode.Unauthorized, """{"error":"Account is suspended"}""");
        }
    }

    [Fact]
    public async Task EveryOperation_OnARecordThatIsNotThere_IsNotFound()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var others = new List<string>();

        foreach (var operation in OfAccounts().Where(operation => Parameter().Count(operation.Path) > 1))
        {
            var answer = await SendAsync(admin, tenant, operation);
            if (answer.Status != HttpStatusCode.NotFound)
            {
                others.Add($"{operation}: {(int)answer.Status} {answer.Body}");
            }
        }

        Assert.True(others.Count == 0, string.Join(Environment.NewLine, others));
    }

    [Fact]
    public async Task ResetAccessToken_ByABot_IsRefused()
    {
        var bot = await (await Tenant.JoinAsync(fixture.Server)).BotAsync();

        (await bot.PostAsync("/api/v1/profile/reset_access_token", ""))
            .Is(HttpStatusCode.Unauthorized, """{"error":"Access to this endpoint is not authorized for bots"}""");
    }

    private static IEnumerable<SurfaceOperation> OfAccounts()
        => SurfaceOperations.All.Where(operation => operation.Path.StartsWith(Account, StringComparison.Ordinal));

    private static Task<Answer> SendAsync(Person person, Tenant tenant, SurfaceOperation operation)
        => person.Client.SendJsonAsync(new HttpMethod(operation.Method), tenant.Path + Parameter().Replace(operation.Path[Account.Length..], Nobody), BodyOf(operation));

    /// <summary>Attributes are given as an object, and taken away by their names.</summary>
    private static string BodyOf(SurfaceOperation operation)
        => Body.Replace("{attributes}", operation.Path.EndsWith("/destroy_custom_attributes", StringComparison.Ordinal) ? "[\"x\"]" : "{}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[a-z_]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
