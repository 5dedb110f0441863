namespace OneLink.Admin.Tests.Hosting;

/// <summary>Waits for what a background service does.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var clock = TimeProvider.System;
        for (var start = clock.GetTimestamp(); !await condition(); await Task.Delay(Interval))
        {
            Assert.True(clock.GetElapsedTime(start) < Limit, $"Not within {Limit}: {what}");
        }
    }
}
