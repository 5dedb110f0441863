using OneLink.Client.Problems;
using OneLink.Client.Sessions;

namespace OneLink.Client.Tests.Sessions;

[Collection(AdminApiGroup.Name)]
public sealed class SessionsClientTests(AdminApi api)
{
    [Fact]
    public async Task Session_FromSigningInToSigningOut()
    {
        using var client = api.ClientWith(key: null, secret: null);
        var input = new SignInInput { Email = api.Person.Email, Password = api.Person.Password };

        var first = await client.Sessions.SignInAsync(input);
        var second = await client.Sessions.SignInAsync(input);

        Assert.Equal("administrator", first.Accounts.Single().Role);
        Assert.Equal(second.Session.Id, (await client.Sessions.GetAsync()).Session.Id);
        Assert.Equal(second.Session.Id, (await client.Sessions.ListAsync().SingleAsync(session => session.Current)).Id);
        await client.Sessions.EndAsync(first.Session.Id);
        await client.Sessions.EndOthersAsync();
        await client.Sessions.SignOutAsync();
        await Assert.ThrowsAsync<UnauthorizedException>(() => client.Sessions.GetAsync());
    }

    [Fact]
    public async Task SignIn_WrongPassword_IsTheProblem()
    {
        using var client = api.ClientWith(key: null, secret: null);

        var failure = await Assert.ThrowsAsync<UnauthorizedException>(() => client.Sessions.SignInAsync(new SignInInput { Email = "nobody@acme.com", Password = "x" }));

        Assert.Equal("sign-in-failed", failure.Problem.Kind);
    }
}
