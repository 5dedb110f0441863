namespace OneLink.Tests;

/// <summary>
/// How often a property that asks a server or a database is drawn: a quarter of what it says in every run, whose draws are
/// others each time, and all of it with <c>./onelink test --thorough</c>. Those that compute alone are cheap, and draw all.
/// </summary>
internal static class Draws
{
    private static readonly bool IsThorough = Environment.GetEnvironmentVariable("ONELINK_TEST_THOROUGH") == "1";

    public static int Of(int thorough) => IsThorough ? thorough : Math.Max(thorough / 4, 1);
}
