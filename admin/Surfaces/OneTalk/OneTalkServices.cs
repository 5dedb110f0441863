namespace OneLink.Admin.Surfaces.OneTalk;

internal static class OneTalkServices
{
    public static void AddOneTalk(this IServiceCollection services)
    {
        services.AddSingleton<OneTalkGate>();
        services.AddSingleton<LiveChatAccess>();
        services.AddExceptionHandler<OneTalkExceptionHandler>();
    }
}
