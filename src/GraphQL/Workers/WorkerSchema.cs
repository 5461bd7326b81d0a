using Flexportal.Api.Common;
using Flexportal.Api.Workers.Account;
using Flexportal.Api.Workers.Documents;
using Flexportal.Api.Workers.Portal;
using Flexportal.Api.Workers.Signing;
using GraphQL.Types;

namespace Flexportal.Api.Workers;

/// <summary>The schema for the portal's own pages. Its approved text is <c>worker.graphql</c>.</summary>
internal sealed class WorkerSchema : Schema
{
    public WorkerSchema(IServiceProvider services)
        : base(services)
    {
        Scalars.Register(this);
        Query = new RootType("Query", typeof(ViewerQueries), typeof(PortalQueries));
        Mutation = new RootType("Mutation", typeof(DocumentMutations), typeof(SigningMutations), typeof(AccountMutations), typeof(HelpMutations));
        this.RegisterTypes(
            typeof(AutoRegisteringObjectGraphType<GenericError>),
            typeof(AutoRegisteringObjectGraphType<CodeIncorrectError>),
            typeof(AutoRegisteringObjectGraphType<CodeExpiredError>));
    }
}
