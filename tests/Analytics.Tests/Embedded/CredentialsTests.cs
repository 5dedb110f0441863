using System.Net.Http.Headers;
using System.Text;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Tests.Embedded;

public sealed class CredentialsTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Query = "?query=SELECT+1";

    [Fact]
    public async Task Get_BasicHeader_LetsIn()
    {
        using var http = Bare();
        http.DefaultRequestHeaders.Authorization = Basic(HostProcess.User, HostProcess.Password);

        Assert.Equal("1\n", await http.GetStringAsync(Query));
    }

    [Fact]
    public async Task Get_HeadersOfClickHouse_LetIn()
    {
        using var data = new TestData();
        await using var host = await HostProcess.StartAsync(data.Path, 0, ("ONELINK_CLICKHOUSE_PASSWORD", "plain"));
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("X-ClickHouse-User", HostProcess.User);
        http.DefaultRequestHeaders.Add("X-ClickHouse-Key", "plain");

        Assert.Equal("1\n", await http.GetStringAsync(Query));
    }

    [Fact]
    public async Task Get_UserAndPasswordInAddress_LetIn()
    {
        using var http = Bare();

        Assert.Equal("1\n", await http.GetStringAsync($"{Query}&user={HostProcess.User}&password={Uri.EscapeDataString(HostProcess.Password)}"));
    }

    [Fact]
    public async Task Get_NoUser_AsksForOne()
    {
        using var http = Bare();

        using var answer = await http.GetAsync(Query);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal("194", Assert.Single(answer.Headers.GetValues("X-ClickHouse-Exception-Code")));
        Assert.Equal("Basic", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData(HostProcess.User, "")]
    [InlineData(HostProcess.User, "wrong")]
    [InlineData(HostProcess.User, HostProcess.Password + " ")]
    [InlineData("default", HostProcess.Password)]
    [InlineData("", HostProcess.Password)]
    public async Task Get_WrongUser_IsRefused(string user, string password)
    {
        using var http = Bare();
        http.DefaultRequestHeaders.Authorization = Basic(user, password);

        using var answer = await http.GetAsync(Query);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal("516", Assert.Single(answer.Headers.GetValues("X-ClickHouse-Exception-Code")));
    }

    [Fact]
    public async Task Get_GarbledBasicHeader_IsRefused()
    {
        using var http = Bare();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic %%%");

        using var answer = await http.GetAsync(Query);

        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Client_WrongPassword_IsDenied()
    {
        using var client = new ClickHouseClient(
            new ClickHouseOptions { Endpoints = [shared.Process.Address], User = HostProcess.User, Password = "wrong" }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("SELECT 1", CancellationToken.None));

        Assert.Equal((ClickHouseFailure.Denied, false), (failure.Failure, failure.IsTransient));
    }

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private HttpClient Bare() => new() { BaseAddress = shared.Process.Address };
}
