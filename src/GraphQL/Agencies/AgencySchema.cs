using Flexportal.Api.Access;
using Flexportal.Api.Agencies.Account;
using Flexportal.Api.Agencies.Documents;
using Flexportal.Api.Agencies.Uploads;
using Flexportal.Api.Agencies.Workers;
using Flexportal.Api.Common;
using GraphQL.Types;

namespace Flexportal.Api.Agencies;

/// <summary>The schema for agencies' systems. Its approved text is <c>agency.graphql</c>.</summary>
internal sealed class AgencySchema : Schema
{
    public AgencySchema(IServiceProvider services)
        : base(services)
    {
        Scalars.Register(this);
        Directives.Register(ScopeAttribute.Directive);
        Query = new RootType("Query", typeof(NodeQueries), typeof(AccountQueries), typeof(WorkerQueries), typeof(DocumentQueries));
        Mutation = new RootType("Mutation", typeof(UploadMutations), typeof(WorkerMutations), typeof(DocumentMutations), typeof(AccountMutations));
        this.RegisterTypes(
            typeof(AutoRegisteringObjectGraphType<GenericError>),
            typeof(AutoRegisteringObjectGraphType<WorkerActor>),
            typeof(AutoRegisteringObjectGraphType<ApiKeyActor>),
            typeof(AutoRegisteringObjectGraphType<SystemActor>));
    }
}
