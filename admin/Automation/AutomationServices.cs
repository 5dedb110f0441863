using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Automation.Macros;
using OneLink.Admin.Automation.Rules;
using OneLink.Admin.Conversations;
using OneLink.Admin.Events;

namespace OneLink.Admin.Automation;

internal static class AutomationServices
{
    public static void AddAutomation(this IServiceCollection services)
    {
        services.AddSingleton<AutomationRuleRepository>();
        services.AddSingleton<AutomationRuleChanges>();
        services.AddSingleton<IEventConsumer, RuleRunner>();
        services.AddSingleton<MacroRepository>();
        services.AddSingleton<MacroChanges>();
        services.AddSingleton<MacroRunner>();

        services.AddSingleton<ConversationActions>();
        services.AddSingleton<IConversationAction, AssignAgentAction>();
        services.AddSingleton<IConversationAction, AssignTeamAction>();
        services.AddSingleton<IConversationAction, RemoveTeamAction>();
        services.AddSingleton<IConversationAction>(LabelAction.Add());
        services.AddSingleton<IConversationAction>(LabelAction.Remove());
        services.AddSingleton<IConversationAction>(ContactLabelAction.Add());
        services.AddSingleton<IConversationAction>(ContactLabelAction.Remove());
        services.AddSingleton<IConversationAction>(new SendMessageAction("send_message", isPrivate: false));
        services.AddSingleton<IConversationAction>(new SendMessageAction("add_private_note", isPrivate: true));
        services.AddSingleton<IConversationAction, SendTemplateAction>();
        services.AddSingleton<IConversationAction, CreateLinkAction>();
        services.AddSingleton<IConversationAction, CallAction>();
        services.AddSingleton<IConversationAction, MuteAction>();
        services.AddSingleton<IConversationAction, ChangeStatusAction>();
        services.AddSingleton<IConversationAction>(new StatusAction("resolve_conversation", ConversationStatus.Resolved));
        services.AddSingleton<IConversationAction>(new StatusAction("open_conversation", ConversationStatus.Open));
        services.AddSingleton<IConversationAction>(new StatusAction("pending_conversation", ConversationStatus.Pending));
        services.AddSingleton<IConversationAction, SnoozeAction>();
        services.AddSingleton<IConversationAction, ChangePriorityAction>();
    }
}
