using OneLink.Edge.Passwords;

namespace OneLink.Edge.Tests.Passwords;

public sealed class PasswordAttemptsTests
{
    private static readonly byte[] Here = [203, 0, 113, 7];
    private static readonly byte[] There = [203, 0, 113, 8];

    private readonly Clock _clock = new();

    [Fact]
    public void MayTry_AfterTooManyWrongOnes_WaitsForTheWindow()
    {
        var attempts = new PasswordAttempts(_clock);
        for (int i = 0; i < PasswordAttempts.MaxWrong; i++)
        {
            Assert.True(attempts.MayTry(1, Here));
            attempts.WasWrong(1, Here);
        }

        Assert.False(attempts.MayTry(1, Here));
        Assert.True(attempts.MayTry(2, Here));
        Assert.True(attempts.MayTry(1, There));
        _clock.Pass(PasswordAttempts.Window);
        Assert.True(attempts.MayTry(1, Here));
        attempts.WasWrong(1, Here);
        Assert.True(attempts.MayTry(1, Here));
    }

    [Fact]
    public void MayTry_OtherAddressOfTheSameIpv6Network_IsTheSameGuesser()
    {
        var attempts = new PasswordAttempts(_clock);
        byte[] one = new byte[16], other = new byte[16], elsewhere = new byte[16];
        one[0] = other[0] = elsewhere[0] = 0x20;
        other[15] = 9;
        elsewhere[7] = 9;
        for (int i = 0; i < PasswordAttempts.MaxWrong; i++)
        {
            attempts.WasWrong(1, one);
        }

        Assert.False(attempts.MayTry(1, other));
        Assert.True(attempts.MayTry(1, elsewhere));
    }

    [Theory]
    [InlineData("password=abcd", "abcd")]
    [InlineData("x=1&password=a+b%C3%A9&y=2", "a bé")]
    [InlineData("password=", "")]
    [InlineData("passwords=x", null)]
    [InlineData("", null)]
    public void TryRead_Form_GivesTheDecodedPassword(string body, string? expected)
    {
        byte[] room = new byte[100];
        bool found = PasswordForm.TryRead(System.Text.Encoding.ASCII.GetBytes(body), room, out int length);
        Assert.Equal(expected, found ? System.Text.Encoding.UTF8.GetString(room, 0, length) : null);
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
