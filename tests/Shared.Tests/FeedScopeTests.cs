using OneLink.Shared.Feed;

namespace OneLink.Shared.Tests;

public sealed class FeedScopeTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData(" ", "")]
    [InlineData("5, 1,5", "1,5")]
    public void TryParse_Accounts_AreInOrderAndOnce(string? text, string written)
    {
        Assert.True(FeedScope.TryParse(text, out FeedScope? scope));
        Assert.Equal(written, scope.ToString());
        Assert.Equal(written.Length == 0, scope.IsAll);
        Assert.Equal(scope.IsAll, scope.Fingerprint == 0);
    }

    [Theory]
    [InlineData(",")]
    [InlineData("1,")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("4294967296")]
    [InlineData("a")]
    public void TryParse_WhatIsNoAccount_IsRefused(string text) => Assert.False(FeedScope.TryParse(text, out _));

    [Fact]
    public void Within_TwoScopes_IsWhatBothCarry()
    {
        FeedScope some = FeedScope.Of([3, 1]);
        Assert.Equal(some, FeedScope.All.Within(some));
        Assert.Equal(some, some.Within(FeedScope.All));
        Assert.Equal(FeedScope.Of([3]), some.Within(FeedScope.Of([2, 3])));
        Assert.True(some.Within(FeedScope.Of([2])).IsEmpty);
        Assert.NotEqual(FeedScope.All.Fingerprint, some.Within(FeedScope.Of([2])).Fingerprint);
        Assert.NotEqual(some.Fingerprint, FeedScope.Of([3]).Fingerprint);
        Assert.True(some.Holds(1) && !some.Holds(2) && FeedScope.All.Holds(2));
    }
}
